import { expect, test } from "vitest";
import { importMapping } from "./contract.ts";
import { suggestMapping } from "./suggest-mapping.ts";

const mapping = suggestMapping(["sku", "name"], [], ",");

test("a suggested mapping passes the contract unchanged, also through JSON", () => {
  expect(importMapping.parse(JSON.parse(JSON.stringify(mapping)))).toEqual(mapping);
});

test("an unknown field, encoding or unit is refused", () => {
  for (const wrong of [
    { storeId: 1 },
    { encoding: "ebcdic" },
    { units: { arroba: "oz" } },
    { columns: { ...mapping.columns, stock: "x" } },
  ]) {
    expect(importMapping.safeParse({ ...mapping, ...wrong }).success).toBe(false);
  }
});
