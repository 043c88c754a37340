import { barcodeFault, scaleItemKey } from "@balcao/shared/catalog/barcode";
import { readDocument } from "@balcao/shared/customers/document";
import { normalizePixKey } from "@balcao/shared/sales/pix-key";
import { expect, test } from "vitest";
import { demoProducts } from "./demo-goods.ts";
import { demoCustomers, demoStores } from "./demo-people.ts";

const products = demoProducts();
const repeated = (values: readonly string[]) => values.filter((value, index) => values.indexOf(value) !== index);

test("the demo shop has the goods of a small supermarket", () => {
  expect(products.length).toBeGreaterThan(300);
  expect(products.filter(({ unit }) => unit === "kg").length).toBeGreaterThan(40);
});

test("no two products share a code, a name or a barcode", () => {
  expect(repeated(products.map(({ sku }) => sku))).toEqual([]);
  expect(repeated(products.map(({ name }) => name))).toEqual([]);
  expect(repeated(products.flatMap(({ barcode }) => barcode ?? []))).toEqual([]);
});

test("every barcode is an EAN-13 of Brazil with a right check digit", () => {
  const codes = products.flatMap(({ barcode }) => barcode ?? []);
  expect(codes.filter((code) => code.length !== 13 || !code.startsWith("789") || barcodeFault(code) !== null)).toEqual(
    [],
  );
});

test("what is sold by weight has no barcode of its own and a code that a scale can print", () => {
  const weighed = products.filter(({ unit }) => unit === "kg");
  expect(weighed.filter(({ barcode }) => barcode !== null)).toEqual([]);
  expect(weighed.filter(({ sku }) => scaleItemKey(sku) === null)).toEqual([]);
});

test("prices are whole cents and believable", () => {
  expect(products.filter(({ price }) => !Number.isInteger(price) || price < 50 || price > 20_000)).toEqual([]);
});

test("documents and Pix keys have their right form", () => {
  expect(demoCustomers()).toHaveLength(30);
  expect(demoCustomers().filter(({ document, kind }) => readDocument(document)?.kind !== kind)).toEqual([]);
  expect(demoStores.filter(({ pixKey }) => pixKey !== null && normalizePixKey(pixKey) !== pixKey)).toEqual([]);
});
