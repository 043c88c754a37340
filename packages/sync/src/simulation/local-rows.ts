import { Chunk, type CoveringRow, type PackedRecord } from "../client/packed/chunk.ts";
import type { Row } from "../protocol.ts";
import { shopSchema } from "./shop.ts";
import { tableOf, type Tables } from "./tables.ts";

/** A record and its rows; read once, because a record never changes under its key. */
const chunks = new WeakMap<object, Chunk>();

/** The rows of a synced table on a tablet, however they are kept, by id. */
export function localRows(tables: Tables, table: string): ReadonlyMap<string, Row> {
  const over = tableOf(tables, table) as ReadonlyMap<string, CoveringRow>;
  if (shopSchema.tables[table]?.packed !== true) return over as ReadonlyMap<string, Row>;
  const rows = new Map<string, Row>();
  for (const record of shownRecords(tables, table)) {
    const chunk = chunkIn(record);
    for (const [place, id] of chunk.ids.entries()) if (!over.has(id)) rows.set(id, chunk.stored(place));
  }
  for (const [id, row] of over) if (!("$gone" in row)) rows.set(id, row);
  return rows;
}

/** One row of a synced table on a tablet, or undefined. */
export function localRow(tables: Tables, table: string, id: string): Row | undefined {
  const over = tableOf(tables, table).get(id) as CoveringRow | undefined;
  if (over !== undefined) return "$gone" in over ? undefined : over;
  return recordWith(tables, table, id)?.row;
}

/** The record of a packed table in which a row lies, and the row; undefined when it lies in none. */
export function recordWith(tables: Tables, table: string, id: string) {
  for (const record of shownRecords(tables, table)) {
    const row = chunkIn(record).find(id);
    if (row !== undefined) return { record, row };
  }
  return undefined;
}

function shownRecords(tables: Tables, table: string): readonly PackedRecord[] {
  const shown = tableOf(tables, "packed_copy").get(table) as { readonly copy: string } | undefined;
  if (shown === undefined) return [];
  const records = [...tableOf(tables, "packed").values()] as PackedRecord[];
  return records.filter((record) => record.table === table && record.copy === shown.copy);
}

function chunkIn(record: PackedRecord): Chunk {
  const known = chunks.get(record) ?? new Chunk(record);
  chunks.set(record, known);
  return known;
}
