import type { DeviceIdentity } from "../client/ports.ts";
import { scopeOfTable } from "../client/schema.ts";
import { isSound } from "../client/stored-row.ts";
import { Chunk, type PackedRecord, textOf } from "../client/packed/chunk.ts";
import { compress } from "../gzip.ts";
import type { Cursor, Row, SnapshotChunk } from "../protocol.ts";
import type { Random } from "./random.ts";
import { localRows, recordWith } from "./local-rows.ts";
import { shopSchema } from "./shop.ts";
import { cursorIn, keyText, tableOf, type Tables } from "./tables.ts";

/** A row that was taken out of a tablet's database, or changed in it, behind the engine's back. */
export interface Damage {
  readonly table: string;
  readonly id: string;
  readonly lost: boolean;
  /** A copy that was coming in when it happened does not mend it; one that is asked for after that does. */
  readonly scope: "coming in" | "held" | "given up";
}

interface Victim {
  readonly identity: DeviceIdentity;
  readonly disk: { readonly tables: Tables };
}

/** Damages a row that came from the server, and those that are read with it; none when the tablet has none. */
export function damage({ identity, disk: { tables } }: Victim, luck: Random): readonly Damage[] {
  const all = Object.keys(shopSchema.tables).flatMap((table) =>
    [...localRows(tables, table)].map(([id, row]) => ({ table, id, row })),
  );
  const hit = all.filter(({ row }) => "$v" in row);
  if (hit.length === 0) return [];
  const { table, id, row } = luck.pick(hit);
  const lost = luck.chance(0.5);
  const scope = isHeld(identity, table, cursorIn(tables)) ? "held" : "coming in";
  const packed = tableOf(tables, table).has(id) ? undefined : recordWith(tables, table, id)?.record;
  if (packed !== undefined) {
    const ids = lost ? loseRow(tables, packed, id) : spoilRecord(tables, packed);
    return ids.map((one) => ({ table, id: one, lost: true, scope }));
  }
  if (lost) tableOf(tables, table).delete(id);
  else tableOf(tables, table).set(id, { ...row, price: -1, quantity: -1 });
  return [{ table, id, lost, scope }];
}

/** Takes a row out of a record of a packed table. */
function loseRow(tables: Tables, record: PackedRecord, id: string): readonly string[] {
  const { columns, versions, table } = JSON.parse(textOf(record) ?? "") as SnapshotChunk;
  const place = (columns[0] ?? []).indexOf(id);
  const isLeft = (_: unknown, index: number) => index !== place;
  const left = { table, columns: columns.map((column) => column.filter(isLeft)), versions: versions.filter(isLeft) };
  replace(tables, { ...record, gzip: compress(JSON.stringify(left)) });
  return [id];
}

/** Changes a byte of a record: nothing of it can be read any more. */
function spoilRecord(tables: Tables, record: PackedRecord): readonly string[] {
  const gzip = record.gzip.with(record.gzip.length >> 1, (record.gzip[record.gzip.length >> 1] ?? 0) ^ 1);
  replace(tables, { ...record, gzip });
  return new Chunk(record).ids.filter((id) => !tableOf(tables, record.table).has(id));
}

function replace(tables: Tables, record: PackedRecord): void {
  tableOf(tables, "packed").set(keyText([record.table, record.copy, record.first, record.edition]), record);
}

/** What is left of the damage after a commit: not what another version was written over, nor what was fetched again. */
export function stillDamaged(
  { damages, identity, disk }: Victim & { readonly damages: readonly Damage[] },
  serverRow: (damage: Damage) => Row | null,
  shownWrongly: readonly { readonly table: string; readonly row: string }[],
): readonly Damage[] {
  const cursor = cursorIn(disk.tables);
  return damages.flatMap((damaged): Damage[] => {
    const held = isHeld(identity, damaged.table, cursor);
    if (held && damaged.scope === "given up") return [];
    const row = serverRow(damaged);
    if (shownWrongly.some(({ table, row: id }) => table === damaged.table && id === damaged.id)) return [damaged];
    if (!damaged.lost && (row === null || isSound(row))) return [];
    return [{ ...damaged, scope: held ? "held" : damaged.scope === "coming in" ? "coming in" : "given up" }];
  });
}

function isHeld(identity: DeviceIdentity, table: string, cursor: Cursor | undefined): boolean {
  return (scopeOfTable(shopSchema, identity, table) ?? "") in (cursor?.scopes ?? {});
}
