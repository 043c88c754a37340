import { expect, test } from "vitest";
import { isNarrowed, parseProductSearch, toArguments } from "./product-search.ts";

const id = "018f4e5a-0000-7000-8000-000000000001";

test("an address says again what it was read from", () => {
  const search = { q: "café", category: id, status: "inactive", unpriced: true, sort: "sku", desc: true } as const;
  expect(parseProductSearch({ ...search })).toEqual(search);
});

test("what is not understood is left out", () => {
  expect(parseProductSearch({ category: "drinks", sort: "price", status: "x", desc: "yes", q: "", other: 1 })).toEqual(
    {},
  );
});

test("a barcode in the address stays a text", () => {
  expect(parseProductSearch({ q: 7891000315507 })).toEqual({ q: "7891000315507" });
});

test("an empty address asks for everything by name", () => {
  expect(toArguments({})).toEqual({ search: "", storeId: null, withoutPrice: false, sort: "name", descending: false });
  expect(isNarrowed({ sort: "sku", store: id })).toBe(false);
  expect(isNarrowed({ unpriced: true })).toBe(true);
});
