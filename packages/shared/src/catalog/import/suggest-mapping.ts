import { foldText } from "../search-text.ts";
import { headerWords } from "./header-words.ts";
import { importFields, type Delimiter, type ImportField, type ImportMapping } from "./mapping.ts";
import { detectDecimalMark } from "./read-price.ts";

/**
 * A mapping for a file with this header, from the names of its columns and a few of its lines. What it cannot guess stays
 * null (mapping.ts, `mappingLacks`).
 */
export function suggestMapping(
  header: readonly string[],
  sample: readonly (readonly string[])[],
  delimiter: Delimiter,
): ImportMapping {
  const folded = header.map(foldText);
  const taken = new Set<number>();
  const columns = Object.fromEntries(importFields.map((field) => [field, null])) as Record<ImportField, string | null>;
  for (const field of Object.keys(headerWords) as ImportField[]) {
    const place = headerWords[field]
      .map((word) => folded.indexOf(word))
      .find((found) => found !== -1 && !taken.has(found));
    if (place === undefined) continue;
    taken.add(place);
    columns[field] = header[place] ?? null;
  }
  const prices = [columns.price, columns.specialPrice]
    .filter((column) => column !== null)
    .map((column) => header.indexOf(column));
  return {
    columns,
    delimiter,
    encoding: null,
    decimalMark: detectDecimalMark(sample.flatMap((cells) => prices.map((place) => cells[place] ?? ""))),
    lists: (["brand", "category"] as const).filter((field) => isPlural(columns[field])),
    units: {},
    missing: "keep",
  };
}

/** A column named in the plural holds a list (Open Food Facts: `brands`, `categories`). */
function isPlural(column: string | null): boolean {
  return column !== null && ["brands", "categories", "categorias", "marcas"].includes(foldText(column));
}
