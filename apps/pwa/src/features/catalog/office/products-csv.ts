import { csvLine } from "@balcao/shared/kernel/csv";
import type { Language } from "../../../kernel/i18n/language.ts";
import type { ListedProduct } from "./product-queries.ts";

/** The names of the columns that an import of the same language understands. */
const headings: Record<Language, readonly string[]> = {
  pt: ["código", "nome", "código de barras", "marca", "categoria", "unidade", "preço", "preço normal", "situação"],
  en: ["sku", "name", "barcode", "brand", "category", "unit", "price", "regular price", "status"],
};
const units: Record<Language, Record<ListedProduct["unit"], string>> = {
  pt: { unit: "un", kg: "kg", l: "l", m: "m" },
  en: { unit: "unit", kg: "kg", l: "l", m: "m" },
};
const statuses: Record<Language, Record<ListedProduct["status"], string>> = {
  pt: { active: "ativo", inactive: "inativo" },
  en: { active: "active", inactive: "inactive" },
};

/** Products as CSV for a spreadsheet of the person's language, and for an import: what goes out comes in again. */
export function productsCsv(products: readonly ListedProduct[], language: Language): string {
  // A Brazilian spreadsheet takes the comma for the decimal mark; the byte order mark tells it that this is UTF-8.
  const [delimiter, mark] = language === "pt" ? ([";", ","] as const) : ([",", "."] as const);
  const lines = products.map(({ sku, name, barcodes, brand, category, unit, amount, regular, status }) =>
    csvLine(
      [
        sku,
        name,
        barcodes.join("|"),
        brand,
        category,
        units[language][unit],
        decimal(amount, mark),
        decimal(regular, mark),
        statuses[language][status],
      ],
      delimiter,
    ),
  );
  return `\uFEFF${csvLine(headings[language], delimiter)}${lines.join("")}`;
}

/** Whole cents as a decimal with two places, by its digits. */
function decimal(cents: number | null, mark: string): string | null {
  if (cents === null) return null;
  const digits = String(cents).padStart(3, "0");
  return `${digits.slice(0, -2)}${mark}${digits.slice(-2)}`;
}
