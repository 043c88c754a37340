import { crc32 } from "../../crc32.ts";
import type { Json, Row, SnapshotChunk } from "../../protocol.ts";
import type { StoredRow } from "../stored-row.ts";

/** One record of a packed table: rows in order of id, as text. Written once; what changes gets another record. */
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
  /** A SnapshotChunk in JSON. */
  readonly json: string;
  /** CRC-32 of `json`. */
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

/** What no row's sum is. */
const unsound = -1;

/** The rows of one record in memory. */
export class Chunk {
  readonly ids: readonly string[];
  readonly versions: readonly number[];
  readonly names: readonly string[];
  readonly #columns: readonly (readonly Json[])[];
  /** It says what it said when it was written. */
  readonly isSound: boolean;

  constructor({ names, json, crc }: Pick<PackedRecord, "names" | "json" | "crc">) {
    const { columns, versions } = readJson(json);
    this.names = names;
    this.ids = (columns[0] ?? []) as readonly string[];
    this.versions = versions;
    this.#columns = columns;
    this.isSound = crc32(json) === crc;
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

  /** A row as the device keeps it, able to tell whether it is sound. */
  stored(place: number): StoredRow {
    const row = this.plain(place);
    return { ...row, $v: this.versions[place] ?? 0, $c: this.isSound ? crc32(JSON.stringify(row)) : unsound };
  }

  /** A row as the server sent it. */
  plain(place: number): Row {
    const row: Record<string, Json> = {};
    for (const [column, name] of this.names.entries()) row[name] = this.#columns[column]?.[place] ?? null;
    return row as Row;
  }
}

/** What was damaged on the device beyond reading counts as no rows: looking through the rows finds them missing. */
function readJson(json: string): Pick<SnapshotChunk, "columns" | "versions"> {
  try {
    return JSON.parse(json) as SnapshotChunk;
  } catch {
    return { columns: [], versions: [] };
  }
}

/** A record of a chunk whose rows are in order of id. */
export function recordOf(
  key: Pick<PackedRecord, "table" | "copy" | "edition" | "names">,
  chunk: SnapshotChunk,
  json: string,
): PackedRecord {
  const ids = (chunk.columns[0] ?? []) as readonly string[];
  return { ...key, first: ids[0] ?? "", last: ids.at(-1) ?? "", json, crc: crc32(json) };
}

/** The chunk with its rows in order of id: the same, when they are. */
export function inOrder(chunk: SnapshotChunk): SnapshotChunk {
  const ids = (chunk.columns[0] ?? []) as readonly string[];
  if (ids.every((id, place) => place === 0 || (ids[place - 1] ?? "") < id)) return chunk;
  const places = ids.map((_, place) => place).toSorted((a, b) => ((ids[a] ?? "") < (ids[b] ?? "") ? -1 : 1));
  return {
    table: chunk.table,
    columns: chunk.columns.map((column) => places.map((place) => column[place] ?? null)),
    versions: places.map((place) => chunk.versions[place] ?? 0),
  };
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
