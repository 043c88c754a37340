import fc from "fast-check";
import { expect, test } from "vitest";
import { importFields, type ImportField, type ImportMapping } from "./mapping.ts";
import { entryReader } from "./read-entry.ts";

const base: ImportMapping = {
  columns: Object.fromEntries(importFields.map((field) => [field, field])) as Record<ImportField, string>,
  delimiter: ",",
  encoding: null,
  decimalMark: ".",
  lists: [],
  units: {},
  missing: "keep",
};
const good = {
  sku: "10085",
  barcode: "7891000315507",
  name: "Café",
  brand: "Pilão",
  category: "Mercearia",
  unit: "un",
  price: "9.99",
};

function readRow(cells: Partial<Record<ImportField, string>>, changes: Partial<ImportMapping> = {}) {
  const reader = entryReader({ ...base, ...changes }, importFields);
  if (!reader.ok) throw new Error(reader.column);
  return reader.read(
    importFields.map((field) => cells[field] ?? ""),
    7,
  );
}

test("a full line becomes an entry", () => {
  expect(readRow(good)).toEqual({
    ok: true,
    entry: {
      line: 7,
      sku: "10085",
      barcodes: ["7891000315507"],
      name: "Café",
      brand: "Pilão",
      category: "Mercearia",
      unit: "unit",
      price: { amount: 999, regular: null },
    },
  });
});

test.each([
  ["NAME_MISSING", "name", { name: " \t " }],
  ["BAD_ENCODING", "name", { name: "Caf\uFFFD" }],
  ["TEXT_TOO_LONG", "name", { name: "x".repeat(301) }],
  ["TEXT_TOO_LONG", "sku", { sku: "x".repeat(61) }],
  ["SKU_MISSING", "sku", { sku: "" }],
  ["BARCODE_CHECK_DIGIT", "barcode", { barcode: "7891000315508" }],
  ["BARCODE_LENGTH", "barcode", { barcode: "4462" }],
  ["BARCODE_NOT_DIGITS", "barcode", { barcode: "SEM GTIN" }],
  ["BARCODE_ROUNDED", "barcode", { barcode: "7,891E+12" }],
  ["UNIT_UNKNOWN", "unit", { unit: "arroba" }],
  ["PRICE_NEGATIVE", "price", { price: "-1" }],
  ["PRICE_ZERO", "price", { price: "0,00".replace(",", ".") }],
  ["PRICE_UNREADABLE", "price", { price: "9,99" }],
  ["PRICE_UNREADABLE", "specialPrice", { specialPrice: "R$" }],
  ["PRICE_TOO_LARGE", "price", { price: "1000000.01" }],
] as const)("%s is refused at the field %s", (code, field, cells) => {
  expect(readRow({ ...good, ...cells })).toMatchObject({ ok: false, refusal: { line: 7, code, field } });
});

test("a special price is the amount, and a higher usual price is shown beside it", () => {
  const price = (cells: Partial<Record<ImportField, string>>) => {
    const read = readRow({ ...good, price: "", ...cells });
    return read.ok ? read.entry.price : read.refusal.code;
  };
  expect(price({ specialPrice: "8.29", regularPrice: "13.79" })).toEqual({ amount: 829, regular: 1379 });
  expect(price({ specialPrice: "8.29", regularPrice: "8.00" })).toEqual({ amount: 829, regular: null });
  expect(price({ price: "10", specialPrice: "8.29", regularPrice: "13.79" })).toEqual({ amount: 829, regular: 1000 });
  expect(price({ price: "2.55", regularPrice: "3.10" })).toEqual({ amount: 255, regular: null });
  expect(price({})).toBeNull();
});

test("without a SKU column the first barcode is the SKU; with one, a blank SKU is refused", () => {
  const noSku = { columns: { ...base.columns, sku: null } };
  expect(readRow({ ...good, sku: "" }, noSku)).toMatchObject({ ok: true, entry: { sku: "7891000315507" } });
  expect(readRow({ ...good, sku: "" })).toMatchObject({ ok: false });
  expect(readRow({ ...good, barcode: "" }, noSku)).toMatchObject({ ok: false, refusal: { code: "SKU_MISSING" } });
});

test("lists give their first entry, and only where the mapping says that they are lists", () => {
  const cells = { ...good, brand: " ,Vivi Verde,Coop", category: "Latticini, Yogurt" };
  expect(readRow({ ...good, category: `Latticini${", Yogurt".repeat(99)}` }, { lists: ["category"] })).toMatchObject({
    ok: true,
  });
  expect(readRow(cells, { lists: ["brand", "category"] })).toMatchObject({
    entry: { brand: "Vivi Verde", category: "Latticini" },
  });
  expect(readRow(cells)).toMatchObject({ entry: { brand: ",Vivi Verde,Coop", category: "Latticini, Yogurt" } });
});

test("several barcodes in a cell are kept once each, as printed", () => {
  const read = readRow({ ...good, barcode: "036000291452; 0036000291452 | 7891000315507" });
  expect(read).toMatchObject({ ok: true, entry: { barcodes: ["036000291452", "7891000315507"] } });
});

test("a supplier's own word for a unit is understood once the mapping knows it", () => {
  expect(readRow({ ...good, unit: "Arroba" }, { units: { arroba: "kg" } })).toMatchObject({
    ok: true,
    entry: { unit: "kg" },
  });
  expect(readRow({ ...good, unit: "constructor" })).toMatchObject({ ok: false });
});

test("a line with fewer cells is refused, and more of them only when they hold something", () => {
  const reader = entryReader(base, importFields);
  if (!reader.ok) throw new Error(reader.column);
  const cells = importFields.map((field) => ({ ...good, specialPrice: "", regularPrice: "" })[field]);
  expect(reader.read(cells.slice(1), 2)).toMatchObject({ refusal: { code: "COLUMN_COUNT" } });
  expect(reader.read([...cells, "x"], 2)).toMatchObject({ refusal: { code: "COLUMN_COUNT" } });
  expect(reader.read([...cells, " "], 2)).toMatchObject({ ok: true });
});

test("a column that the header lacks is named", () => {
  expect(entryReader(base, ["sku", "name"])).toEqual({ ok: false, column: "barcode" });
});

test("whatever stands in the cells, a line is an entry within the limits or a refusal, never an exception", () => {
  const cells = fc.array(
    fc.oneof(fc.string({ unit: "grapheme" }), fc.constantFrom("", "1.5", "-2", "7891000315507", "kg")),
    {
      minLength: importFields.length,
      maxLength: importFields.length + 1,
    },
  );
  const reader = entryReader(base, importFields);
  if (!reader.ok) throw new Error(reader.column);
  fc.assert(
    fc.property(cells, (row) => {
      const read = reader.read(row, 3);
      if (!read.ok) {
        expect(read.refusal.line).toBe(3);
        return;
      }
      expect(read.entry.name).not.toBe("");
      expect(read.entry.sku).not.toBe("");
      expect(/\p{Cc}/u.test(read.entry.name + read.entry.sku)).toBe(false);
      expect(read.entry.price === null || read.entry.price.amount > 0).toBe(true);
    }),
  );
});
