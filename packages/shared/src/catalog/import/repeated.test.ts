import { expect, test } from "vitest";
import { repetitionWatch } from "./repeated.ts";

const entry = (line: number, sku: string, ...barcodes: string[]) => ({
  line,
  sku,
  barcodes,
  name: sku,
  brand: null,
  category: null,
  unit: null,
  price: null,
});

test("the first line with a SKU or barcode counts, and the later one names it", () => {
  const watch = repetitionWatch();
  expect(watch(entry(2, "A", "036000291452"))).toBeNull();
  expect(watch(entry(3, "A"))).toMatchObject({ line: 3, code: "SKU_REPEATED", other: "2" });
  expect(watch(entry(4, "B", "0036000291452"))).toMatchObject({
    line: 4,
    code: "BARCODE_REPEATED",
    value: "0036000291452",
    other: "2",
  });
});

test("a refused line takes neither its SKU nor its barcodes", () => {
  const watch = repetitionWatch();
  watch(entry(2, "A", "036000291452"));
  watch(entry(3, "B", "96385074", "036000291452"));
  expect(watch(entry(4, "B", "96385074"))).toBeNull();
});
