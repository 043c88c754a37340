import type { ErrorCode } from "../../errors/registry.ts";
import { csvLine } from "../../kernel/csv.ts";
import type { Refusal } from "../../kernel/result.ts";
import type { ImportMapping } from "./mapping.ts";
import type { CatalogEntry } from "./read-entry.ts";
import { rowRefusals, type RowRefusal } from "./refusals.ts";

/** What an import did, or what a preview says that it would do. Every line that was read is counted once in the first four. */
export interface ImportReport {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly refused: number;
  /** Prices opened, the first of a product or in the place of another. */
  readonly prices: number;
  readonly barcodes: number;
  readonly brands: number;
  readonly categories: number;
  /** Products that the file does not name, made inactive because the mapping says so. */
  readonly deactivated: number;
  /** In the order of the lines, at most `maxRefusals`. */
  readonly refusals: readonly RowRefusal[];
}

/** How far an import is: lines read so far, then comparing and writing. */
export interface ImportProgress {
  readonly phase: "reading" | "comparing" | "writing";
  readonly rows: number;
}

/** What an import answers beside its report: how the file was understood. */
export interface ImportAnswer extends ImportReport {
  readonly mode: "preview" | "import";
  readonly mapping: ImportMapping;
  readonly header: readonly string[];
  /** The first lines as they stand in the file. */
  readonly sample: readonly (readonly string[])[];
  /** The first products as they were read from it. */
  readonly entries: readonly CatalogEntry[];
}

/** One line of the answer to `POST /api/catalog/imports`: steps now and then, and last one report or refusal. */
export type ImportMessage =
  | { readonly progress: ImportProgress }
  | { readonly report: ImportAnswer }
  | { readonly refusal: { readonly code: ErrorCode; readonly details: Refusal["details"] | null } };

/** The most refused lines that a report spells out; `refused` counts them all. */
export const maxRefusals = 10_000;

const headings = {
  pt: ["linha", "campo", "código", "motivo", "valor", "conflito"],
  en: ["line", "field", "code", "reason", "value", "conflict"],
} as const;

/** The refused lines as a CSV file for a spreadsheet, in a person's language. */
export function refusalsCsv(refusals: readonly RowRefusal[], language: "pt" | "en"): string {
  // A Brazilian spreadsheet takes the comma for the decimal mark; the byte order mark tells it that this is UTF-8.
  const delimiter = language === "pt" ? ";" : ",";
  const lines = refusals.map(({ line, field, code, value, other }) =>
    csvLine([line, field, code, rowRefusals[code][language], value, other], delimiter),
  );
  return `\uFEFF${csvLine(headings[language], delimiter)}${lines.join("")}`;
}
