import { expect, test } from "vitest";
import { newStore, storeFaults, toChanges } from "./store-facts.ts";

const good = { ...newStore, code: "0204", name: "Centro", city: "Curitiba" };

test("a store needs a code, a name and a city", () => {
  expect(storeFaults(good)).toEqual({});
  expect(storeFaults(newStore)).toEqual({ code: "codeForm", name: "nameMissing", city: "cityMissing" });
  expect(storeFaults({ ...good, code: "02-4" })).toEqual({ code: "codeForm" });
});

test("a Pix key has to be one, and needs the name that the payer sees", () => {
  expect(storeFaults({ ...good, pixKey: "loja", pixMerchantName: "Loja" })).toEqual({ pixKey: "pixKeyForm" });
  expect(storeFaults({ ...good, pixKey: "pix@loja.com.br" })).toEqual({ pixMerchantName: "pixMerchantMissing" });
});

test("a Pix key taken away is sent as none, and one not touched is not sent", () => {
  expect(toChanges({ pixKey: " ", name: "B" })).toEqual({ pixKey: null, name: "B" });
  expect(toChanges({ name: "B" })).toEqual({ name: "B" });
});
