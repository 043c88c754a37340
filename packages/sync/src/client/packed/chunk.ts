import { crc32 } from "../../crc32.ts";
import { compress, expand } from "../../gzip.ts";
import type { Json, Row, SnapshotChunk } from "../../protocol.ts";
import { type StoredRow, toStored } from "../stored-row.ts";

/** One record of a packed table: rows in order of id, compressed. Written once; what changes gets another record. */
export interface PackedRecord {
  readonly table: string;
  /** The copy of the table that it belongs to: a device may be fetching another one. */
  readonly copy: string;
  /** The ids of its first and last rows. */
  readonly first: string;
  readonly last: string;
  /** Tells it from the record that it was folded from; empty as it came from the server. */
  readonly edition: string;
  /** Names of its columns: those of another version of the app may be others. */
  readonly names: readonly string[];
  /** A SnapshotChunk in JSON, as gzip. */
  readonly gzip: Uint8Array;
}

/** A record as earlier releases wrote it: text, and the CRC-32 of it. */
interface TextRecord {
  readonly json: string;
  readonly crc: number;
}

/** The key of a record, in the order in which rows are read. */
export type PackedKey = readonly [table: string, copy: string, first: string, edition: string];

/** A row over the chunks: what it says now, or that it is there no more. */
export type CoveringRow = StoredRow | GoneRow;

export interface GoneRow {
  readonly id: string;
  readonly $gone: true;
}

export interface FoundChunk {
  readonly key: PackedKey;
  readonly chunk: Chunk;
}

const noRows: Pick<SnapshotChunk, "columns" | "versions"> = { columns: [], versions: [] };

/** The rows of one record in memory. */
export class Chunk {
  readonly ids: readonly string[];
  readonly versions: readonly number[];
  readonly names: readonly string[];
  readonly #columns: readonly (readonly Json[])[];
  /** It says what it said when it was written; otherwise it has no rows, and whoever counts them finds them missing. */
  readonly isSound: boolean;

  constructor(record: Pick<PackedRecord, "names" | "gzip">, text = textOf(record)) {
    const { columns, versions } = text === null ? noRows : (JSON.parse(text) as SnapshotChunk);
    this.names = record.names;
    this.ids = (columns[0] ?? []) as readonly string[];
    this.versions = versions;
    this.#columns = columns;
    this.isSound = text !== null;
  }

  get size(): number {
    return this.ids.length;
  }

  /** The place of the first row whose id is not smaller. */
  placeFrom(id: string): number {
    let low = 0;
    let high = this.ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.ids[middle] ?? "") < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The row with this id, or undefined. */
  find(id: string): StoredRow | undefined {
    const place = this.placeFrom(id);
    return this.ids[place] === id ? this.stored(place) : undefined;
  }

  has(id: string): boolean {
    return this.ids[this.placeFrom(id)] === id;
  }

  /** A row as the device keeps it. */
  stored(place: number): StoredRow {
    return toStored(this.plain(place), this.versions[place] ?? 0);
  }

  /** A row as the server sent it. */
  plain(place: number): Row {
    const row: Record<string, Json> = {};
    for (const [column, name] of this.names.entries()) row[name] = this.#columns[column]?.[place] ?? null;
    return row as Row;
  }
}

/** What a record says in JSON; null when it is damaged. */
export function textOf(record: Pick<PackedRecord, "gzip"> | TextRecord): string | null {
  if ("gzip" in record) return expand(record.gzip);
  return crc32(record.json) === record.crc ? record.json : null;
}

/** A record of a chunk whose rows are in order of id. */
export function recordOf(
  key: Pick<PackedRecord, "table" | "copy" | "edition" | "names">,
  chunk: SnapshotChunk,
): PackedRecord {
  const ids = (chunk.columns[0] ?? []) as readonly string[];
  return { ...key, first: ids[0] ?? "", last: ids.at(-1) ?? "", gzip: compress(JSON.stringify(chunk)) };
}

/** Rows with their versions as a chunk with these columns. */
export function chunkOf(
  table: string,
  names: readonly string[],
  rows: readonly { readonly row: Row; readonly v: number }[],
): SnapshotChunk {
  return {
    table,
    columns: names.map((name) => rows.map(({ row }) => row[name] ?? null)),
    versions: rows.map(({ v }) => v),
  };
}
