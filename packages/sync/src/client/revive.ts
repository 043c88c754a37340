import { type Decided, isDecided } from "../decided.ts";
import type { BaseRow, OutboxEntry, OutboxStatus, PendingOp } from "./local-schema.ts";
import { getMeta, setMeta } from "./meta.ts";
import type { LocalTransaction, Ports } from "./ports.ts";
import { pendingOps, readRows } from "./view.ts";

/**
 * Finds commands that are not decided in the state of a first copy although they were settled, or decided in the rows that
 * are here; their effects are shown until the server's rows contain them. Either the copy is older than they are, or the
 * server's database was restored from before them. With the `epoch` of that state they are put back into the queue: the server has them again, or answers with their
 * receipts (SPEC.md, "After a restore"). It is null for a copy that the device itself has kept, which says nothing about
 * what the server has.
 */
export async function findLost(
  tx: LocalTransaction,
  decided: Decided,
  epoch: string | null,
): Promise<readonly OutboxEntry[]> {
  const settled = await ownWith(tx, "settled");
  const isLost = ({ sequence }: OutboxEntry) => !isDecided(decided, sequence);
  const lost = [...settled, ...(await waitingAndShown(tx))].filter(isLost);
  if (epoch !== null) await sendAgain(tx, settled.filter(isLost), epoch);
  // Those that an earlier scope or an interrupted load found belong to it until every scope is whole.
  const before = (await getMeta(tx, "lost")) ?? [];
  const ids = [...new Set([...before, ...lost.map(({ id }) => id)])];
  if (ids.length === 0) return [];
  await setMeta(tx, "lost", ids);
  const entries = (await tx.getMany("outbox", ids)) as readonly (OutboxEntry | undefined)[];
  return entries.filter((entry) => entry !== undefined && !isDecided(decided, entry.sequence)) as OutboxEntry[];
}

/** Commands that wait for an answer although the rows that are here contain them: nothing of them is pending any more. */
async function waitingAndShown(tx: LocalTransaction): Promise<readonly OutboxEntry[]> {
  const decided = Object.values((await getMeta(tx, "decided")) ?? {});
  const waiting = [...(await ownWith(tx, "queued")), ...(await ownWith(tx, "later"))];
  return waiting.filter(({ sequence }) => decided.some((one) => isDecided(one, sequence)));
}

/**
 * What a push says of the life that earlier commands were sent in when the device does not know it any more: no life has
 * this name, so that the server says which one it is.
 */
export const forgottenLife = "forgotten";

/**
 * What was settled in a life of the server's database that the device does not know: its own database was rebuilt from the
 * journal, and the server's may have been put back since.
 */
export async function settledInForgotten(tx: LocalTransaction): Promise<readonly OutboxEntry[]> {
  return (await getMeta(tx, "sentIn")) === undefined ? ownWith(tx, "settled") : [];
}

/** With a copy in hand: in the life that was known, what it lacks goes again; in another one, everything. */
async function sendAgain(tx: LocalTransaction, lost: readonly OutboxEntry[], epoch: string): Promise<void> {
  const known = await getMeta(tx, "sentIn");
  if (known !== undefined && known !== epoch) return sendAll(tx, epoch);
  await setMeta(tx, "sentIn", epoch);
  await requeue(tx, lost);
}

/** A push learnt of another life of the server's database, or of the one there is, before any copy did. */
export function sendAllAgain(ports: Pick<Ports, "store">, epoch: string): Promise<void> {
  return ports.store.write(["outbox", "meta"], async (tx) => {
    if ((await getMeta(tx, "sentIn")) !== epoch) await sendAll(tx, epoch);
  });
}

/**
 * In another life of the server's database all that is kept goes again, in order and before what is new: that may rest on
 * what was lost, as the close of a drawer does on its opening. What was refused goes too, because others are chained to it.
 * What was settled counts as lost until the copies say otherwise.
 */
async function sendAll(tx: LocalTransaction, epoch: string): Promise<void> {
  const settled = await ownWith(tx, "settled");
  const lost = (await getMeta(tx, "lost")) ?? [];
  await setMeta(tx, "sentIn", epoch);
  await setMeta(tx, "lost", [...new Set([...lost, ...settled.map(({ id }) => id)])]);
  await requeue(tx, [...settled, ...(await ownWith(tx, "rejected"))]);
}

async function requeue(tx: LocalTransaction, entries: readonly OutboxEntry[]): Promise<void> {
  await tx.putMany(
    "outbox",
    entries.map((entry) => ({ ...entry, status: "queued" as const, result: null })),
  );
}

/** What this browser did as another tablet is none of this one's: its server says nothing of it, and shows other rows. */
async function ownWith(tx: LocalTransaction, status: OutboxStatus): Promise<readonly OutboxEntry[]> {
  const identity = await getMeta(tx, "identity");
  const found = await tx.range("outbox", "[status+sequence]", [status, 0], [status, Number.MAX_SAFE_INTEGER]);
  return (found as readonly OutboxEntry[]).filter(({ command }) => command.deviceId === identity?.deviceId);
}

/**
 * Makes the effects of lost commands on some rows pending again, right before the server's version of these rows is
 * written in the same transaction: that is what they are folded over. Returns the ops that were not pending.
 */
export async function reviveEffects(
  tx: LocalTransaction,
  lost: readonly OutboxEntry[],
  isWanted: (op: PendingOp) => boolean,
): Promise<readonly PendingOp[]> {
  const ops = (await notRefused(tx, lost))
    .flatMap(({ command, effect }) => pendingOps(command, effect))
    .filter(isWanted);
  if (ops.length === 0) return [];
  const known = await tx.getMany(
    "pending",
    ops.map(({ sequence, order }) => [sequence, order]),
  );
  const missing = ops.filter((_, index) => known[index] === undefined);
  await tx.putMany("pending", missing);
  const rows = [...new Map(missing.map(({ table, row }) => [`${table} ${row}`, { table, row }])).values()];
  const bases = await tx.getMany(
    "base",
    rows.map(({ table, row }) => [table, row]),
  );
  // A place to fold from; the version that comes now takes it.
  const open = rows.filter((_, index) => bases[index] === undefined);
  const here = await readRows(tx, open);
  await tx.putMany(
    "base",
    open.map(({ table, row }, index): BaseRow => ({ table, row, value: here[index] ?? null })),
  );
  return missing;
}

/** Sent again, a command may be refused while the copy is still coming: its effect was taken back and stays away. */
async function notRefused(tx: LocalTransaction, lost: readonly OutboxEntry[]): Promise<readonly OutboxEntry[]> {
  if (lost.length === 0) return lost;
  const ids = lost.map(({ id }) => id);
  const now = (await tx.getMany("outbox", ids)) as readonly (OutboxEntry | undefined)[];
  return lost.filter((_, index) => now[index]?.status !== "rejected");
}
