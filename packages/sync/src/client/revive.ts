import { type Decided, isDecided } from "../decided.ts";
import type { BaseRow, OutboxEntry, OutboxStatus, PendingOp } from "./local-schema.ts";
import { getMeta, setMeta } from "./meta.ts";
import type { LocalTransaction } from "./ports.ts";
import { pendingOps, readRows } from "./view.ts";

/**
 * Finds settled commands that are not decided in the state of a first copy; their effects are shown until the server's
 * rows contain them. Either the copy is older than they are, or the server's database was restored from before them.
 * With the `epoch` of that state they are put back into the queue: the server has them again, or answers with their
 * receipts (SPEC.md, "After a restore"). It is null for a copy that the device itself has kept, which says nothing about
 * what the server has.
 */
export async function findLost(
  tx: LocalTransaction,
  decided: Decided,
  epoch: string | null,
): Promise<readonly OutboxEntry[]> {
  const before = (await getMeta(tx, "lost")) ?? [];
  const settled = await ownWith(tx, "settled");
  const lost = settled.filter(({ sequence }) => !isDecided(decided, sequence));
  if (epoch !== null) await sendAgain(tx, settled, lost, epoch);
  // Those that an earlier scope or an interrupted load found belong to it until every scope is whole.
  const ids = [...new Set([...before, ...lost.map(({ id }) => id)])];
  if (ids.length === 0) return [];
  await setMeta(tx, "lost", ids);
  const entries = (await tx.getMany("outbox", ids)) as readonly (OutboxEntry | undefined)[];
  return entries.filter((entry) => entry !== undefined && !isDecided(decided, entry.sequence)) as OutboxEntry[];
}

/**
 * In another life of the server's database all that is kept goes again, what was refused too: it may have the commands and
 * not their links, to which those behind them are chained.
 */
async function sendAgain(
  tx: LocalTransaction,
  settled: readonly OutboxEntry[],
  lost: readonly OutboxEntry[],
  epoch: string,
): Promise<void> {
  const known = await getMeta(tx, "sentIn");
  await setMeta(tx, "sentIn", epoch);
  const moved = known !== undefined && known !== epoch;
  const again = moved ? [...settled, ...(await ownWith(tx, "rejected"))] : lost;
  await tx.putMany(
    "outbox",
    again.map((entry) => ({ ...entry, status: "queued" as const, result: null })),
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
  const ops = lost.flatMap(({ command, effect }) => pendingOps(command, effect)).filter(isWanted);
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
