import { useSyncExternalStore } from "react";
import { createSharedQuery } from "../../kernel/shared-query.ts";
import { type OutboxFacts, readOutboxFacts } from "./local.ts";

/** Several parts of a screen say it, and after each sale it is counted anew: once for all of them. */
const facts = createSharedQuery(readOutboxFacts);

/** What waits, what was refused and since when; undefined while it is being read. */
export function useOutboxFacts(): OutboxFacts | undefined {
  return useSyncExternalStore(facts.subscribe, facts.get);
}
