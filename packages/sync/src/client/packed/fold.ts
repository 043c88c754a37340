import type { Row } from "../../protocol.ts";
import type { PackedTransaction, Ports } from "../ports.ts";
import type { EngineSchema, Folding } from "../schema.ts";
import { isSound } from "../stored-row.ts";
import { chunkOf, type CoveringRow, type FoundChunk, type PackedRecord, recordOf } from "./chunk.ts";

const usual: Folding = { beyond: 1_000, chunkRows: 1_000 };

interface Packing {
  readonly table: string;
  readonly names: readonly string[];
  readonly newId: () => string;
}

/**
 * Writes the rows that lie over packed tables into their chunks, one chunk to a transaction, so that nobody waits for it
 * and a kill in between costs nothing. Rows in which effects of own commands lie stay where they are.
 */
export async function foldPacked(ports: Pick<Ports, "store" | "newId">, schema: EngineSchema): Promise<void> {
  const { folding = usual } = schema;
  for (const [table, { packed, columns }] of Object.entries(schema.tables)) {
    if (packed !== true) continue;
    const over = await ports.store.read([table], (tx) => tx.covering(table, "", folding.beyond + 1));
    if (over.length <= folding.beyond) continue;
    const packing = { table, names: columns, newId: ports.newId };
    for (let from: string | null = ""; from !== null;) {
      const begin: string = from;
      from = await ports.store.write([table], (tx) => foldNext(tx, packing, begin, folding.chunkRows));
    }
  }
}

/** Folds what belongs in one chunk; returns from where to go on, or null. */
async function foldNext(
  tx: PackedTransaction,
  { table, names, newId }: Packing,
  from: string,
  chunkRows: number,
): Promise<string | null> {
  const over = await tx.covering(table, from, chunkRows);
  // What effects of own commands lie in is no server's row; what is damaged would become one.
  const free = over.filter((row) => "$gone" in row || isSound(row));
  const [first] = free;
  if (first === undefined) return over.length < chunkRows ? null : after(over.at(-1));
  const { found, next } = await tx.chunkFor(table, first.id);
  // Damaged, or of another version of the app: the copy that comes is whole.
  if (found !== null && !isFoldable(found, names)) return next === "\uffff" ? null : next;
  const here = free.filter(({ id }) => id < next);
  const copy = found?.key[1] ?? (await tx.shown(table)) ?? newId();
  const edition = newId();
  const records = pieces(merge(found, here), chunkRows).map((rows): PackedRecord => {
    const chunk = chunkOf(table, names, rows);
    return recordOf({ table, copy, edition, names }, chunk);
  });
  await tx.fold(
    { table, copy },
    found?.key ?? null,
    records,
    here.map(({ id }) => id),
  );
  return after(here.at(-1));
}

function isFoldable({ chunk }: FoundChunk, names: readonly string[]): boolean {
  return chunk.isSound && JSON.stringify(chunk.names) === JSON.stringify(names);
}

interface VersionedRow {
  readonly row: Row;
  readonly v: number;
}

/** The rows of a chunk with what lies over it, in order of id. */
function merge(found: FoundChunk | null, over: readonly CoveringRow[]): readonly VersionedRow[] {
  const rows = new Map<string, VersionedRow>();
  const { chunk } = found ?? {};
  for (const [place, id] of chunk?.ids.entries() ?? []) {
    if (chunk !== undefined) rows.set(id, { row: chunk.plain(place), v: chunk.versions[place] ?? 0 });
  }
  for (const row of over) {
    if ("$gone" in row) rows.delete(row.id);
    else rows.set(row.id, { row, v: (row as { readonly $v: number }).$v });
  }
  return [...rows.values()].toSorted((a, b) => (a.row.id < b.row.id ? -1 : 1));
}

function pieces<T>(rows: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(rows.length / size);
  // Of equal size, so that the next fold need not split again.
  const each = Math.ceil(rows.length / Math.max(1, count));
  return Array.from({ length: count }, (_, index) => rows.slice(index * each, (index + 1) * each));
}

function after(row: { readonly id: string } | undefined): string | null {
  return row === undefined ? null : `${row.id}\u0000`;
}
