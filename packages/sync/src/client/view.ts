import { type Decided, isDecided, largestDecided } from "../decided.ts";
import type { Change, Row } from "../protocol.ts";
import type { Checksum } from "../row-hash.ts";
import { fold } from "./effects.ts";
import type { BaseRow, PendingOp } from "./local-schema.ts";
import type { EffectOp, LocalTransaction } from "./ports.ts";
import { checksumOf, minus, plus, type StoredRow, toStored } from "./stored-row.ts";

/**
 * What a person sees is the server's rows plus the effects of commands the server's rows do not contain yet. For every
 * row that a pending op touches, `base` holds the server's version; the table itself holds the folded view. All
 * functions work inside the caller's transaction (SPEC.md, "Optimistic view").
 */

/** What a command's effect is made of, each op with its place in it. */
export function pendingOps(
  command: { readonly id: string; readonly sequence: number },
  effect: readonly EffectOp[],
): readonly PendingOp[] {
  return effect.map((op, order) => ({
    sequence: command.sequence,
    order,
    commandId: command.id,
    table: op.table,
    row: op.row,
    op,
  }));
}

/** Shows the effect of a new command, or what of it local rows do not contain yet, at once. */
export async function addEffect(tx: LocalTransaction, ops: readonly PendingOp[]): Promise<void> {
  const groups = [...groupByRow(ops).values()];
  // Selling is the hot path: a transaction asks for everything at once, and then writes everything at once.
  const [bases, views] = await Promise.all([
    tx.getMany(
      "base",
      groups.map(([{ table, row }]) => [table, row]),
    ),
    readRows(
      tx,
      groups.map(([op]) => op),
    ),
  ]);
  const untouched = groups.flatMap(([{ table, row }], index): BaseRow[] =>
    bases[index] === undefined ? [{ table, row, value: views[index] ?? null }] : [],
  );
  const shown = groups.map((touching, index) => ({
    ...touching[0],
    value: fold(
      views[index] ?? null,
      touching.map((one) => one.op),
    ),
  }));
  await Promise.all([
    tx.putMany("pending", ops),
    tx.putMany("base", untouched),
    ...[...Map.groupBy(shown, (one) => one.table)].map(([table, rows]) =>
      writeRows(
        tx,
        table,
        rows.map(({ row }) => row),
        new Map(rows.map(({ row, value }) => [row, value])),
      ),
    ),
  ]);
}

/** Rows of several tables, in the order asked for; null where there is none. */
export async function readRows(
  tx: LocalTransaction,
  wanted: readonly { readonly table: string; readonly row: string }[],
): Promise<readonly (Row | null)[]> {
  const found = new Map<string, Row>();
  const tables = Map.groupBy(wanted, ({ table }) => table);
  await Promise.all(
    [...tables].map(async ([table, rows]) => {
      const ids = rows.map(({ row }) => row);
      const values = (await tx.getMany(table, ids)) as readonly (Row | undefined)[];
      values.forEach((value, index) => value !== undefined && found.set(`${table} ${ids[index]}`, value));
    }),
  );
  return wanted.map(({ table, row }) => found.get(`${table} ${row}`) ?? null);
}

/**
 * Writes the server's changes. `decided`: the own commands whose outcome is part of them. Returns what they add to the
 * checksums of their tables.
 */
export async function applyChanges(
  tx: LocalTransaction,
  changes: readonly Change[],
  decided: Decided,
): Promise<ReadonlyMap<string, Checksum>> {
  const pending = await hasPending(tx);
  const added = new Map<string, Checksum>();
  for (const [table, ofTable] of Map.groupBy(changes, (change) => change.table)) {
    const latest = new Map(ofTable.map((change) => [idOf(change), storedOf(change)]));
    const ids = [...latest.keys()];
    const bases = (
      pending
        ? await tx.getMany(
            "base",
            ids.map((id) => [table, id]),
          )
        : []
    ) as readonly (BaseRow | undefined)[];
    const plain = ids.filter((_, index) => bases[index] === undefined);
    const before = (await tx.getMany(table, plain)) as readonly (Row | undefined)[];
    await writeRows(tx, table, plain, latest);
    for (const id of ids.filter((_, index) => bases[index] !== undefined)) {
      await rebase(tx, { table, row: id, value: latest.get(id) ?? null }, decided);
    }
    const known = [...before, ...bases.map((base) => base?.value as Row | null | undefined)];
    const sum = (rows: readonly (Row | null | undefined)[]) =>
      rows.map((row) => checksumOf(table, row)).reduce(plus, { rows: 0, sum: 0 });
    added.set(table, minus(sum([...latest.values()]), sum(known)));
  }
  return added;
}

function storedOf(change: Change): StoredRow | null {
  return change.operation === "put" ? toStored(change.row, change.v) : null;
}

/** Drops what own commands that are decided did to rows of `tables` that the server left as they were. */
export async function settleEffects(tx: LocalTransaction, tables: readonly string[], decided: Decided): Promise<void> {
  const until = [largestDecided(decided), Number.MAX_SAFE_INTEGER];
  const ops = (await tx.range("pending", ":id", [0, 0], until)) as readonly PendingOp[];
  await dropOps(
    tx,
    ops.filter((op) => tables.includes(op.table) && isDecided(decided, op.sequence)),
  );
}

/** Shows every row under pending ops as its base and they say, should the device show it otherwise. */
export async function mendView(tx: LocalTransaction): Promise<void> {
  const bases = (await tx.range("base", ":id", ["", ""], ["\uffff", ""])) as readonly BaseRow[];
  if (bases.length === 0) return;
  const all = (await tx.range("pending", ":id", [0, 0], [Number.MAX_SAFE_INTEGER, 0])) as readonly PendingOp[];
  const ops = groupByRow(all);
  const shown = await readRows(tx, bases);
  for (const [index, base] of bases.entries()) {
    const expected = fold(
      base.value as Row | null,
      (ops.get(`${base.table} ${base.row}`) ?? []).map(({ op }) => op),
    );
    if (JSON.stringify(shown[index]) !== JSON.stringify(expected)) await show(tx, base.table, base.row, expected);
  }
}

/** Takes back the effect of commands, because they were refused. */
export async function dropEffects(tx: LocalTransaction, sequences: readonly number[]): Promise<void> {
  for (const sequence of sequences) {
    const ops = await tx.range("pending", ":id", [sequence, 0], [sequence, Number.MAX_SAFE_INTEGER]);
    await dropOps(tx, ops as readonly PendingOp[]);
  }
}

async function dropOps(tx: LocalTransaction, ops: readonly PendingOp[]): Promise<void> {
  if (ops.length === 0) return;
  await tx.deleteMany(
    "pending",
    ops.map((op) => [op.sequence, op.order]),
  );
  for (const [, touching] of groupByRow(ops)) {
    const [{ table, row }] = touching;
    const [base] = (await tx.getMany("base", [[table, row]])) as readonly (BaseRow | undefined)[];
    if (base === undefined) continue;
    await refold(tx, base, await opsOf(tx, table, row));
  }
}

/** A new server version of a row under pending ops: those it contains go, the others are done again on top of it. */
export async function rebase(tx: LocalTransaction, base: BaseRow, decided: Decided): Promise<void> {
  const ops = await opsOf(tx, base.table, base.row);
  const contained = ops.filter((op) => isDecided(decided, op.sequence));
  await tx.deleteMany(
    "pending",
    contained.map((op) => [op.sequence, op.order]),
  );
  await refold(
    tx,
    base,
    ops.filter((op) => !contained.includes(op)),
  );
}

async function refold(tx: LocalTransaction, base: BaseRow, ops: readonly PendingOp[]): Promise<void> {
  const { table, row } = base;
  if (ops.length === 0) await tx.deleteMany("base", [[table, row]]);
  else await tx.putMany("base", [base]);
  await show(
    tx,
    table,
    row,
    fold(
      base.value as Row | null,
      ops.map((one) => one.op),
    ),
  );
}

async function opsOf(tx: LocalTransaction, table: string, row: string): Promise<readonly PendingOp[]> {
  const ops = (await tx.range("pending", "[table+row]", [table, row], [table, row])) as readonly PendingOp[];
  return ops.toSorted((a, b) => a.sequence - b.sequence || a.order - b.order);
}

async function show(tx: LocalTransaction, table: string, row: string, value: Row | null): Promise<void> {
  if (value === null) await tx.deleteMany(table, [row]);
  else await tx.putMany(table, [value]);
}

async function writeRows(
  tx: LocalTransaction,
  table: string,
  ids: readonly string[],
  latest: ReadonlyMap<string, Row | null>,
): Promise<void> {
  const puts = ids.flatMap((id) => latest.get(id) ?? []);
  const gone = ids.filter((id) => latest.get(id) === null);
  if (puts.length > 0) await tx.putMany(table, puts);
  if (gone.length > 0) await tx.deleteMany(table, gone);
}

async function hasPending(tx: LocalTransaction): Promise<boolean> {
  return (await tx.range("pending", ":id", [0, 0], [Number.MAX_SAFE_INTEGER, 0], 1)).length > 0;
}

function idOf(change: Change): string {
  return change.operation === "put" ? change.row.id : change.id;
}

function groupByRow(ops: readonly PendingOp[]): Map<string, [PendingOp, ...PendingOp[]]> {
  return Map.groupBy(ops, (op) => `${op.table} ${op.row}`) as Map<string, [PendingOp, ...PendingOp[]]>;
}
