import type { OutboxEntry } from "@balcao/sync/client/local-schema";
import { useState } from "react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { CounterPage } from "../../kernel/screen/counter-page.tsx";
import { Tabs } from "../../ui/tabs.tsx";
import { ConnectionSection } from "./connection-section.tsx";
import { EntrySheet } from "./entry-sheet.tsx";
import type { OutboxPart } from "./local.ts";
import { messages } from "./messages.ts";
import { OutboxTable } from "./outbox-table.tsx";
import { RefusedList } from "./refused-list.tsx";
import { RescueSection } from "./rescue/rescue-section.tsx";
import { StorageSection } from "./storage-section.tsx";
import { useOutboxFacts } from "./use-outbox-facts.ts";

export interface SyncScreenProps {
  readonly part: OutboxPart;
  readonly onPartChange: (part: OutboxPart) => void;
}

/** Where everything done on this tablet stands: the connection, the list of commands, the storage. */
export function SyncScreen({ part, onPartChange }: SyncScreenProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const facts = useOutboxFacts();
  const [opened, setOpened] = useState<OutboxEntry | null>(null);
  const counted = (label: string, count: number | undefined) =>
    count === undefined || count === 0 ? label : texts.withCount(label, format.count(count));
  return (
    <CounterPage title={texts.title}>
      <ConnectionSection />
      <Tabs
        label={texts.tabs}
        value={part}
        onValueChange={onPartChange}
        tabs={[
          {
            value: "waiting",
            label: counted(texts.waiting, facts?.waiting),
            content: <OutboxTable part="waiting" onOpen={setOpened} />,
          },
          {
            value: "refused",
            label: counted(texts.refused, facts?.refused),
            content: <RefusedList onOpen={setOpened} />,
          },
          {
            value: "done",
            label: texts.done,
            content: (
              <div className="grid gap-3">
                <OutboxTable part="done" onOpen={setOpened} />
                <p className="text-sm text-muted">{texts.doneNote}</p>
              </div>
            ),
          },
        ]}
      />
      <StorageSection />
      <RescueSection />
      <EntrySheet entry={opened} onClose={() => setOpened(null)} />
    </CounterPage>
  );
}
