import type { OutboxEntry, OutboxStatus } from "@balcao/sync/client/local-schema";
import type { MetaValues, SnapshotProgress } from "@balcao/sync/client/meta";
import { isGivenUp } from "@balcao/sync/client/sums";
import { type Collection, Dexie } from "dexie";
import { database, engineData, synced } from "../../kernel/sync/local-database.ts";

/** What a person asks of the outbox at a glance. Times by the tablet's clock, ISO 8601. */
export interface OutboxFacts {
  /** Commands that the server has not decided: queued, or put off by it. */
  readonly waiting: number;
  /** When the oldest of them was made. */
  readonly oldestAt: string | null;
  readonly refused: number;
  /** When the server last decided a command. */
  readonly acknowledgedAt: string | null;
}

/** The parts of the outbox, as people see it. */
export type OutboxPart = "waiting" | "refused" | "done";

const statuses: Record<OutboxPart, readonly OutboxStatus[]> = {
  waiting: ["queued", "later"],
  refused: ["rejected"],
  done: ["settled"],
};

/** Counts the outbox by its index, all at one moment; no command is read but the first and the last. */
export function readOutboxFacts(): Promise<OutboxFacts> {
  return database.transaction("r", engineData.outbox, countOutbox);
}

async function countOutbox(): Promise<OutboxFacts> {
  const [waiting, refused, oldest, lastDone, lastRefused] = await Promise.all([
    countPart("waiting"),
    countPart("refused"),
    Promise.all(statuses.waiting.map((status) => ofStatus(status).first())),
    ofStatus("settled").last(),
    ofStatus("rejected").last(),
  ]);
  const made = oldest.flatMap((entry) => entry?.command.deviceTime ?? []);
  const decided = [lastDone, lastRefused].flatMap((entry) => entry?.at ?? []);
  return { waiting, refused, oldestAt: made.toSorted()[0] ?? null, acknowledgedAt: decided.toSorted().at(-1) ?? null };
}

/** How many commands a part of the outbox holds. */
export async function countPart(part: OutboxPart): Promise<number> {
  const counts = await Promise.all(statuses[part].map((status) => ofStatus(status).count()));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** A stretch of a part of the outbox: what waits in the order in which it goes out, the rest newest first. */
export async function readPart(part: OutboxPart, from: number, count: number): Promise<readonly OutboxEntry[]> {
  if (part !== "waiting") {
    const [status] = statuses[part];
    return status === undefined ? [] : ofStatus(status).reverse().offset(from).limit(count).toArray();
  }
  // Put off by the server comes first: it is older than what is still queued.
  const later = await ofStatus("later").offset(from).limit(count).toArray();
  const skipped = Math.max(0, from - (await ofStatus("later").count()));
  if (later.length === count) return later;
  return [
    ...later,
    ...(await ofStatus("queued")
      .offset(skipped)
      .limit(count - later.length)
      .toArray()),
  ];
}

/** A single fact of the engine, or null when it never happened. */
export async function readFact<K extends keyof MetaValues>(key: K): Promise<MetaValues[K] | null> {
  const fact = await engineData.meta.get(key);
  return (fact?.value as MetaValues[K] | undefined) ?? null;
}

/** How the rows on this tablet compare with what the server said, and when a difference was last put right. */
export type RowsCheck = { readonly healedAt: string | null } & (
  | { readonly state: "never" | "healing" | "differs" }
  | { readonly state: "sound"; readonly at: string }
);

/** Reads what the last look through the rows came to. */
export async function readRowsCheck(): Promise<RowsCheck> {
  const [at, diverged] = await Promise.all([readFact("scrubbedAt"), readFact("diverged")]);
  const all = Object.values(diverged ?? {});
  const open = all.filter((one) => one.healedAt === null);
  const healedAt =
    all
      .flatMap((one) => one.healedAt ?? [])
      .toSorted()
      .at(-1) ?? null;
  if (open.some(isGivenUp)) return { state: "differs", healedAt };
  if (open.length > 0) return { state: "healing", healedAt };
  return at === null ? { state: "never", healedAt } : { state: "sound", at, healedAt };
}

/** How far the first copies have come, while they load. */
export async function readProgress(): Promise<readonly SnapshotProgress[]> {
  return Object.values((await readFact("snapshots")) ?? {});
}

/** Whether somebody can come in: the operators of the store are here. */
export async function hasOperators(): Promise<boolean> {
  return (await synced.operator.count()) > 0;
}

function ofStatus(status: OutboxStatus): Collection<OutboxEntry, string> {
  return engineData.outbox.where("[status+sequence]").between([status, Dexie.minKey], [status, Dexie.maxKey]);
}
