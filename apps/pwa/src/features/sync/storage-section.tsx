import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { askToPersist } from "../../kernel/sync/storage.ts";
import { useNow } from "../../kernel/use-now.ts";
import { Button } from "../../ui/button.tsx";
import { Status } from "../../ui/status.tsx";
import { Surface } from "../../ui/surface.tsx";
import { showToast } from "../../ui/toast.tsx";
import { Fact } from "./fact.tsx";
import { messages } from "./messages.ts";
import { RowsFact } from "./rows-fact.tsx";
import type { StorageWatch } from "../../kernel/sync/storage-watch.ts";
import { StorageWarnings } from "./storage-warnings.tsx";
import { useStorageHealth } from "./use-storage-health.ts";
import { useOutboxFacts } from "./use-outbox-facts.ts";

/** What is stored here, how safe it is, and how old the oldest thing to send is. */
export function StorageSection() {
  const texts = useMessages(messages);
  const format = useFormat();
  const now = useNow();
  const outbox = useOutboxFacts();
  const { storage, warnings, watch, refresh } = useStorageHealth();
  const when = (instant: string | null | undefined, otherwise: string) =>
    instant == null ? otherwise : format.age(instant, now);
  return (
    <Surface title={texts.storage}>
      <StorageWarnings warnings={warnings} />
      <dl className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <Fact label={texts.oldest}>{when(outbox?.oldestAt, texts.none)}</Fact>
        <Fact label={texts.lastAcknowledged}>{when(outbox?.acknowledgedAt, texts.never)}</Fact>
        <Fact label={texts.persistent}>
          {storage === null ? "…" : <Persistence persistent={storage.persistent} onChanged={refresh} />}
        </Fact>
        <RowsFact />
        <Fact label={texts.journal}>{texts[journalTexts[watch.journalKind]]}</Fact>
        <Fact label={texts.lastWrite}>
          <LastWrites watch={watch} />
        </Fact>
        <Fact label={texts.used}>
          {storage === null ? "…" : texts.usedOf(format.bytes(storage.used), format.bytes(storage.quota))}
        </Fact>
      </dl>
    </Surface>
  );
}

const journalTexts = { files: "journalFiles", cache: "journalCache", none: "journalNone" } as const;

function LastWrites({ watch: { database, journal } }: { readonly watch: StorageWatch }) {
  const texts = useMessages(messages);
  if (database?.failure != null)
    return (
      <Status tone="negative" sentence>
        {texts.databaseFailsTitle}
      </Status>
    );
  if (journal?.failure != null)
    return (
      <Status tone="negative" sentence>
        {texts.journalFailsTitle}
      </Status>
    );
  if (database === null) return texts.lastWriteNone;
  return (
    <Status tone="positive" sentence>
      {texts.lastWriteGood}
    </Status>
  );
}

function Persistence({ persistent, onChanged }: { readonly persistent: boolean; readonly onChanged: () => void }) {
  const texts = useMessages(messages);
  if (persistent)
    return (
      <Status tone="positive" sentence>
        {texts.persistentYes}
      </Status>
    );
  const ask = async () => {
    if (!(await askToPersist())) showToast({ title: texts.persistentRefused, tone: "waiting" });
    onChanged();
  };
  return (
    <span className="grid justify-items-start gap-2">
      <Status tone="waiting" sentence>
        {texts.persistentNo}
      </Status>
      <Button size="small" onClick={() => void ask()}>
        {texts.persistentAsk}
      </Button>
    </span>
  );
}
