import type { DecimalMark } from "../../kernel/money.ts";
import type { Unit } from "../rows.ts";

/** What a column of a supplier's file can say about a product. */
export const importFields = [
  "sku",
  "barcode",
  "name",
  "brand",
  "category",
  "unit",
  "price",
  "specialPrice",
  "regularPrice",
] as const;
export type ImportField = (typeof importFields)[number];

export const delimiters = [",", ";", "\t", "|"] as const;
export type Delimiter = (typeof delimiters)[number];

/** The encodings a file may be read in, by the names of the Encoding Standard. */
export const encodings = ["utf-8", "windows-1252", "windows-1250", "utf-16le", "utf-16be"] as const;
export type Encoding = (typeof encodings)[number];

/**
 * How a file's columns become products, kept as a profile for the next file of the same supplier. A column is named by its
 * header. Without `sku`, the first barcode is the SKU. A blank cell says nothing: it changes nothing.
 */
export interface ImportMapping {
  readonly columns: Readonly<Record<ImportField, string | null>>;
  readonly delimiter: Delimiter;
  /** Null lets the file's own bytes decide. */
  readonly encoding: Encoding | null;
  readonly decimalMark: DecimalMark;
  /** Columns that hold a comma list; the first entry counts. */
  readonly lists: readonly ("brand" | "category")[];
  /** Words of this supplier for a unit, folded (search-text.ts), beside those that are always understood (read-unit.ts). */
  readonly units: Readonly<Record<string, Unit>>;
  /** What becomes of products that the file does not name. They are made inactive only when every line could be read. */
  readonly missing: "keep" | "deactivate";
}

/** What a mapping lacks to be usable: a name, and a SKU or barcode to identify the product by. Null when it is usable. */
export function mappingLacks(mapping: Pick<ImportMapping, "columns">): "name" | "sku" | null {
  if (mapping.columns.name === null) return "name";
  return mapping.columns.sku === null && mapping.columns.barcode === null ? "sku" : null;
}
