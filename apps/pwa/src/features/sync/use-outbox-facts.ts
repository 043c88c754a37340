import { useLiveQuery } from "dexie-react-hooks";
import { type OutboxFacts, readOutboxFacts } from "./local.ts";

/** What waits, what was refused and since when; undefined while it is being read. */
export function useOutboxFacts(): OutboxFacts | undefined {
  return useLiveQuery(readOutboxFacts);
}
