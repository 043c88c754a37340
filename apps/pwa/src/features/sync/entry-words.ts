import type { OutboxEntry } from "@balcao/sync/client/local-schema";
import { isErrorCode } from "@balcao/shared/errors/registry";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { usePreferences } from "../../kernel/preferences.ts";
import { type ProblemText, problemText } from "../../kernel/problem.ts";
import { useStoreCurrency } from "../../kernel/sync/store.ts";
import type { Tone } from "../../ui/status.tsx";
import { messages } from "./messages.ts";
import { readCommand } from "./read-command.ts";

/** How commands are told to people. */
export interface EntryWords {
  /** "Venda 01-A1-000123 · R$ 34,90 · 3 itens". */
  readonly title: (entry: OutboxEntry) => string;
  readonly state: (entry: OutboxEntry) => { readonly text: string; readonly tone: Tone };
  /** Why the server refused it or put it off, and what to do; null when it did neither. */
  readonly reason: (entry: OutboxEntry) => ProblemText | null;
}

/** The words for commands in the person's language and the store's currency. */
export function useEntryWords(): EntryWords {
  const texts = useMessages(messages);
  const format = useFormat();
  const currency = useStoreCurrency();
  const { language } = usePreferences();
  return {
    title: ({ command }) => {
      const deed = readCommand(command);
      switch (deed.kind) {
        case "sale":
          return texts.sale(deed.receipt, format.money(deed.total, currency), format.count(deed.lines), deed.lines);
        case "cash-opened":
          return texts.cashOpened(format.money(deed.float, currency));
        case "cash-closed":
          return texts.cashClosed(format.money(deed.counted, currency));
        case "other":
          return texts.other(deed.name);
      }
    },
    state: (entry) => {
      if (entry.result?.outcome === "applied-with-exceptions")
        return { text: texts.settledWithExceptions, tone: "waiting" };
      return { text: texts[entry.status], tone: tones[entry.status] };
    },
    reason: ({ result }) => {
      if (result?.outcome !== "rejected" && result?.outcome !== "later") return null;
      // A newer server may refuse for a reason this version has no words for: its code is still something to go by.
      if (!isErrorCode(result.code)) return { title: result.code, action: "" };
      return problemText({ kind: "refused", code: result.code, details: {} }, language);
    },
  };
}

const tones: Record<OutboxEntry["status"], Tone> = {
  queued: "waiting",
  later: "waiting",
  rejected: "negative",
  settled: "positive",
};
