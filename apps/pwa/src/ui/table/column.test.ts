import { expect, test } from "vitest";
import { type Column, visibleColumns } from "./column.ts";

const column = (id: string, more: Partial<Column<string>> = {}): Column<string> => ({
  id,
  header: id,
  cell: (row) => row,
  ...more,
});
const columns = [column("name", { fixed: true, from: 90 }), column("sku"), column("brand", { from: 50 })];
const ids = (hidden: readonly string[], width: number) =>
  visibleColumns(columns, new Set(hidden), width).map(({ id }) => id);

test("a column stands where there is room and the person wants it", () => {
  expect(ids([], 60)).toEqual(["name", "sku", "brand"]);
  expect(ids([], 49)).toEqual(["name", "sku"]);
  expect(ids(["sku"], 60)).toEqual(["name", "brand"]);
});

test("what names the row is never left out", () => {
  expect(ids(["name", "sku", "brand"], 10)).toEqual(["name"]);
});
