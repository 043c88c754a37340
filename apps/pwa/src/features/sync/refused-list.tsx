import type { OutboxEntry } from "@balcao/sync/client/local-schema";
import { useLiveQuery } from "dexie-react-hooks";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { useNow } from "../../kernel/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/screen-state.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { useEntryWords } from "./entry-words.ts";
import { countPart, readPart } from "./local.ts";
import { messages } from "./messages.ts";
import { EntryStatus } from "./outbox-table.tsx";

const atOnce = 50;

/** The commands the server refused, each with its reason and what to do. They are kept for ever. */
export function RefusedList({ onOpen }: { readonly onOpen: (entry: OutboxEntry) => void }) {
  const texts = useMessages(messages);
  const [shown, setShown] = useState(atOnce);
  const found = useLiveQuery(
    async () => ({ count: await countPart("refused"), rows: await readPart("refused", 0, shown) }),
    [shown],
  );
  if (found === undefined) return <Skeleton className="h-28 w-full rounded-surface" />;
  if (found.count === 0) {
    return (
      <EmptyState icon={ShieldCheck} title={texts.refusedEmpty}>
        {texts.refusedEmptyText}
      </EmptyState>
    );
  }
  return (
    <div className="grid gap-3">
      <p className="text-sm text-muted">{texts.keptHere}</p>
      <ul className="grid gap-3">
        {found.rows.map((entry) => (
          <li key={entry.id}>
            <RefusedEntry entry={entry} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {found.count > shown ? (
        <MoreButton shown={shown} count={found.count} onPress={() => setShown(shown + atOnce)} />
      ) : null}
    </div>
  );
}

function RefusedEntry({
  entry,
  onOpen,
}: {
  readonly entry: OutboxEntry;
  readonly onOpen: (entry: OutboxEntry) => void;
}) {
  const texts = useMessages(messages);
  const words = useEntryWords();
  const format = useFormat();
  const now = useNow();
  const reason = words.reason(entry);
  return (
    <article className="grid gap-1 rounded-surface border border-line bg-surface px-4 py-3">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="text-base font-medium">{words.title(entry)}</h3>
        <EntryStatus entry={entry} filled />
      </header>
      {reason === null ? null : (
        <p className="text-base">
          {reason.title} {reason.action}
        </p>
      )}
      <footer className="flex items-center justify-between gap-4 text-sm text-muted">
        <time dateTime={entry.command.deviceTime}>{format.age(entry.command.deviceTime, now)}</time>
        <Button variant="quiet" size="small" onClick={() => onOpen(entry)}>
          {texts.details}
        </Button>
      </footer>
    </article>
  );
}

function MoreButton({
  shown,
  count,
  onPress,
}: {
  readonly shown: number;
  readonly count: number;
  readonly onPress: () => void;
}) {
  const texts = useMessages(messages);
  const format = useFormat();
  return <Button onClick={onPress}>{texts.showMore(format.count(shown), format.count(count))}</Button>;
}
