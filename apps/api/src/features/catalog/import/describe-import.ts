import { importFields } from "@balcao/shared/catalog/import/mapping";
import { rowRefusals } from "@balcao/shared/catalog/import/refusals";
import type { ImportAnswer, ImportProgress } from "@balcao/shared/catalog/import/report";

const shownRefusals = 20;
const shownProgress = 10_000;

/** Prints how far an import is, now and then. */
export function progressPrinter(print: (line: string) => void): (progress: ImportProgress) => void {
  return ({ phase, rows }) => {
    if (phase !== "reading" || rows % shownProgress === 0) print(`${phase} (${rows} lines)`);
  };
}

/** What an import did, or would do, for a terminal: how the columns were understood, the counts, the first refused lines. */
export function describeImport(answer: ImportAnswer): string[] {
  const { mapping, refusals, refused } = answer;
  const columns = importFields.flatMap((field) =>
    mapping.columns[field] === null ? [] : [`${field}: ${mapping.columns[field]}`],
  );
  return [
    `Columns   ${columns.join(", ")}`,
    answer.mode === "preview" ? "Nothing was written. An import would give:" : "Imported:",
    `  products  ${answer.added} new, ${answer.changed} changed, ${answer.same} the same, ${answer.deactivated} made inactive`,
    `  prices    ${answer.prices} opened`,
    `  barcodes  ${answer.barcodes} new; brands ${answer.brands} new; categories ${answer.categories} new`,
    `  refused   ${refused} lines`,
    ...refusals.slice(0, shownRefusals).map(({ line, code, field, value, other }) => {
      const place = [`line ${line}`, field].filter(Boolean).join(", ");
      return `    ${place}: ${rowRefusals[code].en} [${value}]${other === null ? "" : ` (${other})`}`;
    }),
    ...(refused > shownRefusals ? [`    … and ${refused - shownRefusals} more; --report writes them to a file`] : []),
  ];
}
