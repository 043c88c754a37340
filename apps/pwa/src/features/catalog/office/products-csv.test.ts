import { suggestMapping } from "@balcao/shared/catalog/import/suggest-mapping";
import { entryReader } from "@balcao/shared/catalog/import/read-entry";
import { cents } from "@balcao/shared/kernel/money";
import { expect, test } from "vitest";
import { parseRecords } from "./import/parse-records.ts";
import type { ListedProduct } from "./product-queries.ts";
import { productsCsv } from "./products-csv.ts";

const product: ListedProduct = {
  id: "1",
  sku: "10085",
  name: 'Café; "forte"',
  brandId: null,
  categoryId: null,
  brand: "Pilão",
  category: null,
  unit: "kg",
  status: "active",
  barcodes: ["7891000315507", "12345670"],
  amount: cents(5),
  regular: null,
  updatedAt: "2026-01-01T00:00:00Z",
};

test.each([
  ["pt", ";"],
  ["en", ","],
] as const)("what goes out in %s comes in again", (language, delimiter) => {
  const [header = [], ...records] = parseRecords(productsCsv([product], language), delimiter, 10, false);
  const reader = entryReader(suggestMapping(header, records, delimiter), header);
  if (!reader.ok) throw new Error(reader.column);
  expect(reader.read(records[0] ?? [], 2)).toMatchObject({
    ok: true,
    entry: {
      sku: "10085",
      name: 'Café; "forte"',
      barcodes: ["7891000315507", "12345670"],
      brand: "Pilão",
      unit: "kg",
      price: { amount: 5, regular: null },
    },
  });
});

test("a name that a spreadsheet would run is only text", () => {
  expect(productsCsv([{ ...product, name: "=1+1" }], "en")).toContain("'=1+1");
});
