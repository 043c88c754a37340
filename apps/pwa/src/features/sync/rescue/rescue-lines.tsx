import { isErrorCode } from "@balcao/shared/errors/registry";
import type { RescueLine, RescueReport } from "@balcao/shared/sync/rescue-report";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { usePreferences } from "../../../kernel/preferences.ts";
import { problemText } from "../../../kernel/problem.ts";
import type { Column } from "../../../ui/table/column.ts";
import { DataTable } from "../../../ui/table/data-table.tsx";
import { messages } from "./import-messages.ts";

/** The commands of a file that the server refused or put off, now or when the tablet sent them, each with its reason. */
export function RescueLines({ report }: { readonly report: RescueReport }) {
  const texts = useMessages(messages);
  const columns = useColumns();
  const lines = report.lines.filter(({ code }) => code !== null);
  if (lines.length === 0) return null;
  return (
    <section className="grid gap-3">
      <h2 className="text-lg font-semibold">{texts.lines}</h2>
      <DataTable
        label={texts.lines}
        columns={columns}
        count={lines.length}
        rowAt={(index) => lines[index]}
        rowKey={({ id, sequence }) => `${id} ${sequence}`}
        className="max-h-[32rem]"
      />
    </section>
  );
}

function useColumns(): readonly Column<RescueLine>[] {
  const texts = useMessages(messages);
  const format = useFormat();
  const { language } = usePreferences();
  const names: Readonly<Record<string, string>> = {
    "": texts.unreadable,
    "sales.record": texts.sale,
    "cashSessions.open": texts.cashOpened,
    "cashSessions.close": texts.cashClosed,
  };
  const reason = (code: string) =>
    isErrorCode(code) ? problemText({ kind: "refused", code, details: {} }, language).title : code;
  return [
    {
      id: "what",
      header: texts.line,
      cell: ({ name }) => names[name] ?? name,
      width: "minmax(10rem, 1fr)",
      narrow: "title",
    },
    {
      id: "number",
      header: texts.number,
      cell: ({ sequence }) => (sequence === 0 ? "—" : format.count(sequence)),
      width: "6rem",
      align: "end",
      narrow: "end",
    },
    {
      id: "made",
      header: texts.made,
      cell: ({ deviceTime }) => (deviceTime === null ? "—" : format.dateTime(deviceTime)),
      width: "11rem",
      narrow: "detail",
    },
    {
      id: "reason",
      header: texts.reason,
      cell: ({ code }) => reason(code ?? ""),
      width: "minmax(16rem, 2fr)",
      narrow: "detail",
    },
  ];
}
