import type { RescueCounts, RescueEntry } from "../rescue.ts";
import { settledIn } from "./journal-codec.ts";
import type { OutboxEntry, OutboxStatus } from "./local-schema.ts";
import type { JournalEntry } from "./ports.ts";

const statuses: Record<OutboxStatus, RescueEntry["status"]> = {
  queued: "waiting",
  later: "waiting",
  rejected: "refused",
  settled: "sent",
};

/**
 * Everything that a tablet still has of what was done on it: the outbox, and of the journal what the outbox has lost. Either
 * may be empty because it could not be read. Ordered by sequence; each command once.
 */
export function gatherRescue(outbox: readonly OutboxEntry[], journal: readonly JournalEntry[]): readonly RescueEntry[] {
  const settled = settledIn(journal);
  const found = new Map<string, RescueEntry>();
  for (const entry of journal) {
    if (entry.kind !== "command") continue;
    const { command } = entry;
    found.set(command.id, { command, status: settled.has(command.id) ? "sent" : "waiting", result: null });
  }
  for (const { command, status, result } of outbox) {
    found.set(command.id, { command, status: statuses[status], result });
  }
  return [...found.values()].toSorted((a, b) => a.command.sequence - b.command.sequence);
}

/** How many of each kind there are. */
export function countRescue(entries: readonly RescueEntry[]): RescueCounts {
  const count = (status: RescueEntry["status"]) => entries.filter((entry) => entry.status === status).length;
  return { waiting: count("waiting"), refused: count("refused"), sent: count("sent") };
}
