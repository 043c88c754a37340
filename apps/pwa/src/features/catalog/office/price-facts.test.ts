import { expect, test } from "vitest";
import { priceFaults, toPriceArguments, toPriceFacts } from "./price-facts.ts";

const price = { ...toPriceFacts(null), amount: 500 };

test("a price is above zero, and its end after its beginning", () => {
  expect(priceFaults(price)).toEqual({});
  expect(priceFaults({ ...price, amount: 0 })).toEqual({ amount: "amountMissing" });
  expect(priceFaults({ ...price, from: "2026-03-02T10:00", until: "2026-03-02T10:00" })).toEqual({
    until: "periodWrong",
  });
});

test("an offer is below the regular price", () => {
  expect(priceFaults({ ...price, isOffer: true, regular: 500 })).toEqual({ regular: "regularHigher" });
  expect(priceFaults({ ...price, isOffer: true, regular: 501 })).toEqual({});
});

test("what is no offer sends no regular price", () => {
  expect(toPriceArguments({ ...price, isOffer: false, regular: 900 })).toEqual({
    storeId: null,
    amount: 500,
    regular: null,
    from: null,
    until: null,
  });
});
