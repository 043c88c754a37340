import type { Key } from "../client/ports.ts";

// Keys of the local database, for what stands in for IndexedDB in tests and in the simulation.

/** One part of a key. */
export type Part = string | number;

const fieldsOf = new Map<string, readonly string[]>();

/** The parts of a value's key at a key path as Dexie writes it: `id`, `[storeId+at]`. */
export function keyOf(value: object, path: string): readonly Part[] {
  let fields = fieldsOf.get(path);
  if (fields === undefined) {
    fields = path.replace(/[[\]&]/g, "").split("+");
    fieldsOf.set(path, fields);
  }
  return fields.map((field) => (value as Record<string, Part>)[field] ?? "");
}

/** A key, simple or compound, as its parts. */
export function parts(key: Key): readonly Part[] {
  return typeof key === "object" ? key : [key];
}

/** The order of IndexedDB's keys for what is used here: numbers before strings, arrays part by part. */
export function compare(a: readonly Part[], b: readonly Part[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    if (left === right) continue;
    if (typeof left !== typeof right) return typeof left === "number" ? -1 : 1;
    return left < right ? -1 : 1;
  }
  return a.length - b.length;
}

/** Whether a key lies in [from, until]; no bound leaves that end open. */
export function isWithin(key: readonly Part[], from: Key | undefined, until: Key | undefined): boolean {
  if (from !== undefined && compare(key, parts(from)) < 0) return false;
  return until === undefined || compare(key, parts(until)) <= 0;
}
