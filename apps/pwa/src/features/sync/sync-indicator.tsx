import { Link } from "@tanstack/react-router";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { useSyncStatus } from "../../kernel/sync/use-sync-status.ts";
import { useNow } from "../../kernel/use-now.ts";
import { cx } from "../../ui/cx.ts";
import type { Tone } from "../../ui/status.tsx";
import { connectionIcons } from "./connection-look.ts";
import { connectionOf } from "./indicator.ts";
import type { OutboxFacts } from "./local.ts";
import { messages } from "./messages.ts";
import { useOutboxFacts } from "./use-outbox-facts.ts";

const colours: Record<Tone, string> = {
  positive: "text-positive",
  waiting: "text-waiting",
  negative: "text-negative",
  info: "text-info",
  neutral: "text-muted",
};

/** How the tablet stands with its server, always in sight: icon and word, what waits and since when. A tap opens the list. */
export function SyncIndicator({ locked }: { readonly locked: boolean }) {
  const texts = useMessages(messages);
  const { word, tone } = connectionOf(useSyncStatus());
  const facts = useOutboxFacts();
  const words = useWords(facts);
  const Icon = connectionIcons[word];
  const told = Object.values(words).some((part) => part !== null);
  const content = (
    <>
      <Icon aria-hidden className={cx("size-5 shrink-0", colours[tone])} />
      <span className="unseen">{texts.title}: </span>
      <span className="text-left leading-tight">
        <span className={cx("block text-sm font-medium whitespace-nowrap", colours[tone])}>{texts[word]}</span>
        {told ? (
          <span className="figures flex flex-col text-xs text-muted sm:flex-row sm:gap-x-1.5 sm:[&>*+*]:before:mr-1.5 sm:[&>*+*]:before:content-['·']">
            {words.refused === null ? null : (
              <span className="font-medium whitespace-nowrap text-negative">{words.refused}</span>
            )}
            {words.waiting === null ? null : <span className="whitespace-nowrap">{words.waiting}</span>}
            {words.since === null ? null : <span className="hidden whitespace-nowrap md:inline">{words.since}</span>}
            {words.confirmed === null ? null : (
              <span className="hidden whitespace-nowrap lg:inline">{words.confirmed}</span>
            )}
          </span>
        ) : null}
      </span>
    </>
  );
  const look = "flex min-h-12 shrink-0 items-center gap-2 rounded-control px-2.5 py-1";
  // Who has not come in does not see what was sold; how the tablet stands is for everybody.
  if (locked) {
    return (
      <p role="status" className={look}>
        {content}
      </p>
    );
  }
  return (
    <Link to="/counter/sync" className={cx(look, "hover:bg-hover active:bg-pressed")}>
      {content}
    </Link>
  );
}

interface Words {
  readonly waiting: string | null;
  readonly refused: string | null;
  /** How old the oldest that waits is. */
  readonly since: string | null;
  /** When the server last confirmed something; said when nothing waits. */
  readonly confirmed: string | null;
}

function useWords(facts: OutboxFacts | undefined): Words {
  const texts = useMessages(messages);
  const format = useFormat();
  const now = useNow();
  if (facts === undefined) return { waiting: null, refused: null, since: null, confirmed: null };
  const { waiting, refused, oldestAt, acknowledgedAt } = facts;
  const quiet = oldestAt === null && acknowledgedAt !== null;
  return {
    waiting: waiting === 0 ? null : texts.waitingShort(format.count(waiting)),
    refused: refused === 0 ? null : texts.refusedShort(format.count(refused), refused),
    since: oldestAt === null ? null : texts.since(format.age(oldestAt, now)),
    confirmed: quiet ? texts.acknowledged(format.age(acknowledgedAt, now)) : null,
  };
}
