import { crc32 } from "./crc32.ts";

/** How many rows a scope has, and the sum of their hashes: equal on both sides when both have the same versions. */
export interface Checksum {
  readonly rows: number;
  readonly sum: number;
}

/** What one version of a row adds to the sum of its scope; `feed_hash` in the database is its twin. */
export function rowHash(table: string, id: string, version: number): number {
  return crc32(`${table} ${id} ${version}`);
}
