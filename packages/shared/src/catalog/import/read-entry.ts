import type { Cents } from "../../kernel/money.ts";
import type { Unit } from "../rows.ts";
import { importFields, type ImportField, type ImportMapping } from "./mapping.ts";
import { readBarcodes } from "./read-barcodes.ts";
import { readPrice } from "./read-price.ts";
import { readUnit } from "./read-unit.ts";
import { refuseRow, type RowRefusal, type RowRefusalCode } from "./refusals.ts";

/** One product as a file describes it. Null is what the file does not say. */
export interface CatalogEntry {
  readonly line: number;
  readonly sku: string;
  readonly barcodes: readonly string[];
  readonly name: string;
  readonly brand: string | null;
  readonly category: string | null;
  readonly unit: Unit | null;
  readonly price: { readonly amount: Cents; readonly regular: Cents | null } | null;
}

export type EntryReading =
  | { readonly ok: true; readonly entry: CatalogEntry }
  | { readonly ok: false; readonly refusal: RowRefusal };

/** The longest SKU, and the longest of the other texts. */
const maxSku = 60;
const maxText = 300;

/**
 * Prepares the reading of a file with this header, or names the mapping's first column that the header lacks. The reader turns
 * the cells of one line into an entry or a refusal; `line` is where it begins in the file.
 */
export function entryReader(
  mapping: ImportMapping,
  header: readonly string[],
):
  | { readonly ok: true; readonly read: (cells: readonly string[], line: number) => EntryReading }
  | { readonly ok: false; readonly column: string } {
  const places = new Map<ImportField, number>();
  const names = header.map(cleanText);
  for (const field of importFields) {
    const column = mapping.columns[field];
    if (column === null) continue;
    const place = names.indexOf(cleanText(column));
    if (place === -1) return { ok: false, column };
    places.set(field, place);
  }
  return { ok: true, read: (cells, line) => readEntry(mapping, header.length, places, cells, line) };
}

function readEntry(
  mapping: ImportMapping,
  width: number,
  places: ReadonlyMap<ImportField, number>,
  cells: readonly string[],
  line: number,
): EntryReading {
  if (cells.length < width || cells.slice(width).some((cell) => cell.trim() !== "")) {
    return refused(line, "COLUMN_COUNT", null, String(cells.length));
  }
  const text = Object.fromEntries(
    importFields.map((field) => [field, cellText(mapping, field, cells[places.get(field) ?? -1] ?? "")]),
  ) as Record<ImportField, string>;
  for (const field of importFields) {
    if (text[field].includes("\uFFFD")) return refused(line, "BAD_ENCODING", field, text[field]);
    if (text[field].length > (field === "sku" ? maxSku : maxText))
      return refused(line, "TEXT_TOO_LONG", field, text[field]);
  }
  if (text.name === "") return refused(line, "NAME_MISSING", "name");
  const barcodes = readBarcodes(text.barcode);
  if (!barcodes.ok) return refused(line, barcodes.code, "barcode", barcodes.value);
  const sku = text.sku !== "" || places.has("sku") ? text.sku : (barcodes.codes[0] ?? "");
  if (sku === "") return refused(line, "SKU_MISSING", "sku");
  const unit = text.unit === "" ? null : readUnit(text.unit, mapping.units);
  if (unit === null && text.unit !== "") return refused(line, "UNIT_UNKNOWN", "unit", text.unit);
  const price = readPrices(mapping, text);
  if ("code" in price) return refused(line, price.code, price.field, text[price.field]);
  return {
    ok: true,
    entry: {
      line,
      sku,
      barcodes: barcodes.codes,
      name: text.name,
      brand: text.brand === "" ? null : text.brand,
      category: text.category === "" ? null : text.category,
      unit,
      price: price.value,
    },
  };
}

/**
 * A special price is what the product costs now; `regular` is then the usual price beside it, or the reference price where
 * the usual one is left blank, and only when it is higher.
 */
function readPrices(
  mapping: ImportMapping,
  text: Readonly<Record<ImportField, string>>,
): { readonly value: CatalogEntry["price"] } | { readonly code: RowRefusalCode; readonly field: ImportField } {
  const read = { price: null, specialPrice: null, regularPrice: null } as Record<
    "price" | "specialPrice" | "regularPrice",
    Cents | null
  >;
  for (const field of ["price", "specialPrice", "regularPrice"] as const) {
    const price = readPrice(text[field], mapping.decimalMark);
    if (typeof price === "string") return { code: price, field };
    read[field] = price;
  }
  if (read.specialPrice === null) return { value: read.price === null ? null : { amount: read.price, regular: null } };
  const usual = read.price ?? read.regularPrice;
  return { value: { amount: read.specialPrice, regular: usual !== null && usual > read.specialPrice ? usual : null } };
}

/** One space between words, composed letters, nothing that cannot be seen. */
function cleanText(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Z}\uFEFF]+/gu, " ")
    .trim();
}

/** A cell cleaned; of a comma list, its first entry. */
function cellText({ lists }: ImportMapping, field: ImportField, cell: string): string {
  const text = cleanText(cell);
  if (!lists.some((list) => list === field)) return text;
  return (
    text
      .split(",")
      .map((part) => part.trim())
      .find((part) => part !== "") ?? ""
  );
}

function refused(line: number, code: RowRefusalCode, field: ImportField | null, value = ""): EntryReading {
  return { ok: false, refusal: refuseRow(line, code, field, value) };
}
