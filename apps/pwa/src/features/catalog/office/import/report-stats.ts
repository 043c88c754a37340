import type { ImportReport } from "@balcao/shared/catalog/import/report";
import type { Format } from "../../../../kernel/format.ts";
import type { Stat } from "../../../../ui/stat-list.tsx";
import type { messages } from "./import-messages.ts";

/** The counts of a report as figures; the smaller ones only when there is something to count. */
export function reportStats(
  report: ImportReport,
  done: boolean,
  texts: (typeof messages)["pt"],
  format: Format,
): readonly Stat[] {
  const stat = (label: string, count: number): Stat => ({
    label,
    value: format.count(count),
    tone: count === 0 ? "quiet" : "normal",
  });
  const optional = [
    stat(texts.prices, report.prices),
    stat(texts.barcodes, report.barcodes),
    stat(texts.brands, report.brands),
    stat(texts.categories, report.categories),
    stat(done ? texts.deactivatedDone : texts.deactivated, report.deactivated),
  ].filter(({ tone }) => tone === "normal");
  return [
    stat(texts.added, report.added),
    stat(done ? texts.changedDone : texts.changed, report.changed),
    stat(texts.same, report.same),
    { ...stat(texts.refused, report.refused), tone: report.refused > 0 ? "negative" : "quiet" },
    ...optional,
  ];
}
