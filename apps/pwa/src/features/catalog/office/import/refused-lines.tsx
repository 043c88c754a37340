import { type ImportReport, refusalsCsv } from "@balcao/shared/catalog/import/report";
import { rowRefusals, type RowRefusal } from "@balcao/shared/catalog/import/refusals";
import { Download } from "lucide-react";
import { download } from "../../../../kernel/download.ts";
import { useFormat } from "../../../../kernel/format.ts";
import { useMessages } from "../../../../kernel/i18n/use-messages.ts";
import { usePreferences } from "../../../../kernel/preferences.ts";
import { Button } from "../../../../ui/button.tsx";
import type { Column } from "../../../../ui/table/column.ts";
import { DataTable } from "../../../../ui/table/data-table.tsx";
import { fieldNames, messages } from "./import-messages.ts";

/** The lines that were not imported, each with its reason, on the screen and as a file. */
export function RefusedLines({ report }: { readonly report: ImportReport }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { language } = usePreferences();
  const columns = useRefusalColumns();
  const { refusals, refused } = report;
  if (refused === 0) return null;
  return (
    <section className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 className="text-lg font-semibold">{texts.refusedTitle}</h2>
          <p className="text-base text-muted">
            {texts.refusedText(refused, format.count(refused))}{" "}
            {refusals.length < refused ? texts.refusedShown(format.count(refusals.length)) : null}
          </p>
        </div>
        <Button
          icon={Download}
          onClick={() => download(texts.csvName, "text/csv;charset=utf-8", refusalsCsv(refusals, language))}
        >
          {texts.downloadCsv}
        </Button>
      </div>
      <DataTable
        label={texts.refusedTitle}
        columns={columns}
        count={refusals.length}
        rowAt={(index) => refusals[index]}
        rowKey={(refusal) => `${refusal.line} ${refusal.field} ${refusal.code}`}
        className="max-h-[32rem]"
      />
    </section>
  );
}

function useRefusalColumns(): readonly Column<RowRefusal>[] {
  const texts = useMessages(messages);
  const fields = useMessages(fieldNames);
  const { language } = usePreferences();
  const reason = (refusal: RowRefusal) => (
    <span title={rowRefusals[refusal.code][language]}>{rowRefusals[refusal.code][language]}</span>
  );
  return [
    { id: "line", header: texts.line, cell: ({ line }) => line, width: "5rem", align: "end", narrow: "end" },
    {
      id: "field",
      header: texts.field,
      cell: ({ field }) => (field === null ? "" : fields[field]),
      width: "11rem",
      narrow: "detail",
    },
    {
      id: "value",
      header: texts.value,
      cell: ({ value }) => <span className="figures">{value}</span>,
      width: "11rem",
      narrow: "detail",
    },
    { id: "reason", header: texts.reason, cell: reason, width: "minmax(21rem, 1fr)", narrow: "title" },
    {
      id: "other",
      header: texts.other,
      cell: ({ other }) => <span className="figures">{other ?? ""}</span>,
      width: "8rem",
      from: 60,
    },
  ];
}
