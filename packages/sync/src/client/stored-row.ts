import { crc32 } from "../crc32.ts";
import type { Row } from "../protocol.ts";
import { type Checksum, rowHash } from "../row-hash.ts";

/**
 * A server's row as the device keeps it: with its version, and a sum of what it said when it came, so that it can be told
 * later whether it is still the same. Columns never begin with `$`.
 */
export type StoredRow = Row & { readonly $v: number; readonly $c: number };

/** A row that has just come. */
export function toStored(row: Row, v: number): StoredRow {
  return { ...row, $v: v, $c: crc32(JSON.stringify(row)) };
}

/** A row without what the device added to it. */
export function plainRow(stored: Row): Row {
  const { $v: _version, $c: _content, ...row } = stored;
  return row as Row;
}

/** Whether a row still says what it said when it came. */
export function isSound(stored: Row): boolean {
  return stored["$c"] === crc32(JSON.stringify(plainRow(stored)));
}

/** What a row adds to the sum of its scope; nothing, when the server has no such row. */
export function checksumOf(table: string, stored: Row | null | undefined): Checksum {
  const version = stored?.["$v"];
  if (stored == null || typeof version !== "number") return { rows: 0, sum: 0 };
  return { rows: 1, sum: rowHash(table, stored.id, version) };
}

/** Two checksums as one. */
export function plus(a: Checksum, b: Checksum): Checksum {
  return { rows: a.rows + b.rows, sum: a.sum + b.sum };
}

/** What is left of a checksum without another one. */
export function minus(a: Checksum, b: Checksum): Checksum {
  return { rows: a.rows - b.rows, sum: a.sum - b.sum };
}
