import type { OutboxEntry } from "@balcao/sync/client/local-schema";
import type { ReactNode } from "react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Sheet } from "../../ui/sheet.tsx";
import { useOperatorName } from "../identity/public.ts";
import { exceptionNames } from "../sales/public.ts";
import { useEntryWords } from "./entry-words.ts";
import { messages } from "./messages.ts";
import { EntryStatus } from "./outbox-table.tsx";

export interface EntrySheetProps {
  /** Null closes it. */
  readonly entry: OutboxEntry | null;
  readonly onClose: () => void;
}

/** Everything about one command: what it was, where it stands, why, and what support asks for. */
export function EntrySheet({ entry, onClose }: EntrySheetProps) {
  const texts = useMessages(messages);
  return (
    <Sheet
      open={entry !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={texts.detailsTitle}
      closeLabel={texts.close}
    >
      {entry === null ? null : <EntryFacts entry={entry} />}
    </Sheet>
  );
}

function EntryFacts({ entry }: { readonly entry: OutboxEntry }) {
  const texts = useMessages(messages);
  const words = useEntryWords();
  const format = useFormat();
  const operator = useOperatorName(entry.command.operatorId);
  const reason = words.reason(entry);
  const { command, result } = entry;
  return (
    <div className="grid gap-5">
      <div className="grid justify-items-start gap-2">
        <p className="text-lg font-semibold">{words.title(entry)}</p>
        <EntryStatus entry={entry} filled />
      </div>
      {reason === null ? null : (
        <dl className="grid gap-3">
          <Fact label={texts.reason}>{reason.title}</Fact>
          {reason.action === "" ? null : <Fact label={texts.todo}>{reason.action}</Fact>}
        </dl>
      )}
      {entry.status === "later" ? <p className="text-base">{texts.laterText}</p> : null}
      <dl className="grid gap-3 border-t border-line pt-4">
        {operator === null ? null : <Fact label={texts.operator}>{operator}</Fact>}
        <Fact label={texts.made}>{format.dateTime(command.deviceTime)}</Fact>
        {entry.status === "queued" ? null : <Fact label={texts.decidedAt}>{format.dateTime(entry.at)}</Fact>}
        {result?.outcome === "applied-with-exceptions" ? <Exceptions codes={result.exceptions} /> : null}
        <Fact label={texts.sequence}>{format.count(entry.sequence)}</Fact>
        <Fact label={texts.id}>
          <span className="figures break-all">{entry.id}</span>
        </Fact>
      </dl>
      <details className="border-t border-line pt-2">
        <summary className="flex min-h-12 items-center text-base font-medium">{texts.forSupport}</summary>
        <pre className="overflow-x-auto rounded-control bg-hover p-3 text-xs break-all whitespace-pre-wrap">
          {JSON.stringify({ command, result }, null, 2)}
        </pre>
      </details>
    </div>
  );
}

function Exceptions({ codes }: { readonly codes: readonly string[] }) {
  const texts = useMessages(messages);
  const names: Readonly<Record<string, string>> = useMessages(exceptionNames);
  return (
    <Fact label={texts.exceptions}>
      <ul>
        {codes.map((code) => (
          <li key={code}>{names[code] ?? code}</li>
        ))}
      </ul>
    </Fact>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-sm text-muted">{label}</dt>
      <dd className="text-base">{children}</dd>
    </div>
  );
}
