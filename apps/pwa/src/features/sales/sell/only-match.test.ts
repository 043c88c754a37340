import { expect, test } from "vitest";
import { onlyMatch } from "./only-match.ts";

const product = { id: "a", sku: "1", name: "Arroz", unit: "unit" } as const;

test("a text means a product when that alone matches", () => {
  expect(onlyMatch({ total: 1, products: [product], meant: null })).toBe(product);
  expect(onlyMatch({ total: 0, products: [], meant: null })).toBeNull();
  expect(onlyMatch({ total: 2, products: [product], meant: null })).toBeNull();
});

test("what was found for another word than the one that stands there is not taken as meant", () => {
  expect(onlyMatch({ total: 1, products: [product], meant: "arroz" })).toBeNull();
});
