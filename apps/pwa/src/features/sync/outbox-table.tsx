import type { OutboxEntry } from "@balcao/sync/client/local-schema";
import { CheckCheck } from "lucide-react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { useNow } from "../../kernel/use-now.ts";
import { useWindow } from "../../kernel/use-window.ts";
import { EmptyState } from "../../ui/screen-state.tsx";
import { Status } from "../../ui/status.tsx";
import type { Column } from "../../ui/table/column.ts";
import { DataTable } from "../../ui/table/data-table.tsx";
import { SkeletonTable } from "../../ui/table/skeleton-table.tsx";
import { useEntryWords } from "./entry-words.ts";
import { countPart, readPart } from "./local.ts";
import { messages } from "./messages.ts";

export interface OutboxTableProps {
  readonly part: "waiting" | "done";
  readonly onOpen: (entry: OutboxEntry) => void;
}

/** The commands that wait, or those the server has confirmed; as many as there are, only those in sight are read. */
export function OutboxTable({ part, onOpen }: OutboxTableProps) {
  const texts = useMessages(messages);
  const columns = useColumns();
  const rows = useWindow<OutboxEntry>({
    version: part,
    count: () => countPart(part),
    read: (from, count) => readPart(part, from, count),
  });
  if (rows.count === undefined) return <SkeletonTable label={texts.loading} rows={3} />;
  if (rows.count === 0) {
    return (
      <EmptyState icon={CheckCheck} title={part === "waiting" ? texts.waitingEmpty : texts.doneEmpty}>
        {part === "waiting" ? texts.waitingEmptyText : texts.doneEmptyText}
      </EmptyState>
    );
  }
  return (
    <DataTable
      label={part === "waiting" ? texts.waiting : texts.done}
      columns={columns}
      count={rows.count}
      rowAt={rows.rowAt}
      rowKey={(entry) => entry.id}
      onRange={rows.onRange}
      onOpen={onOpen}
      className="max-h-[60dvh]"
    />
  );
}

function useColumns(): readonly Column<OutboxEntry>[] {
  const texts = useMessages(messages);
  const words = useEntryWords();
  const format = useFormat();
  const now = useNow();
  return [
    {
      id: "what",
      header: texts.what,
      cell: (entry) => words.title(entry),
      width: "minmax(16rem, 3fr)",
      narrow: "title",
    },
    {
      id: "state",
      header: texts.state,
      cell: (entry) => <EntryStatus entry={entry} />,
      width: "minmax(14rem, 1.4fr)",
      narrow: "detail",
    },
    {
      id: "made",
      header: texts.made,
      cell: (entry) => format.age(entry.command.deviceTime, now),
      width: "8rem",
      align: "end",
      narrow: "end",
    },
  ];
}

/** Where a command stands: an icon and a word. */
export function EntryStatus({ entry, filled = false }: { readonly entry: OutboxEntry; readonly filled?: boolean }) {
  const { text, tone } = useEntryWords().state(entry);
  return (
    <Status tone={tone} filled={filled}>
      {text}
    </Status>
  );
}
