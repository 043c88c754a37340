import { engineTables } from "../client/local-schema.ts";
import type { Cursor } from "../protocol.ts";
import type { Key, LocalTransaction } from "../client/ports.ts";
import { compare, isWithin, keyOf, type Part, parts } from "../testing/local-keys.ts";

type Rows = Map<string, object>;

/** Rows of the local database, by table and by the text of their primary key. */
export type Tables = Map<string, Rows>;

/** A transaction's own writes over what is committed. */
export class Overlay implements LocalTransaction {
  readonly #tables: Tables;
  readonly #written = new Map<string, Map<string, object | null>>();

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  /** Makes the writes part of what is committed. */
  commit(): void {
    for (const [name, rows] of this.#written) {
      const table = tableOf(this.#tables, name);
      for (const [key, value] of rows) {
        if (value === null) table.delete(key);
        else table.set(key, value);
      }
    }
  }

  get isEmpty(): boolean {
    return this.#written.size === 0;
  }

  async getMany(name: string, keys: readonly Key[]): Promise<readonly unknown[]> {
    return keys.map((key) => this.#get(name, keyText(key)));
  }

  async putMany(name: string, values: readonly object[]): Promise<void> {
    const rows = this.#writes(name);
    for (const value of values) rows.set(keyText(keyOf(value, primaryKey(name))), value);
  }

  async deleteMany(name: string, keys: readonly Key[]): Promise<void> {
    const rows = this.#writes(name);
    for (const key of keys) rows.set(keyText(key), null);
  }

  async range(name: string, index: string, from: Key, until: Key, limit?: number): Promise<readonly unknown[]> {
    const path = index === ":id" ? primaryKey(name) : index;
    const low = parts(from);
    const high = parts(until);
    const found: { readonly value: object; readonly key: readonly Part[] }[] = [];
    for (const value of this.#all(name)) {
      const key = keyOf(value, path);
      if (compare(key, low) >= 0 && compare(key, high) <= 0) found.push({ value, key });
    }
    if (found.length > 1) found.sort((a, b) => compare(a.key, b.key));
    return found.slice(0, limit).map(({ value }) => value);
  }

  async keys(name: string, from?: Key, until?: Key): Promise<readonly Key[]> {
    const keys = [...this.#all(name)].map((value) => keyOf(value, primaryKey(name)));
    const found = keys.filter((key) => isWithin(key, from, until)).toSorted(compare);
    return found.map((key) => (key.length === 1 ? (key[0] ?? "") : key));
  }

  async clear(name: string): Promise<void> {
    const rows = this.#writes(name);
    rows.clear();
    for (const key of tableOf(this.#tables, name).keys()) rows.set(key, null);
  }

  #get(name: string, key: string): object | undefined {
    const written = this.#written.get(name)?.get(key);
    if (written !== undefined) return written ?? undefined;
    return this.#tables.get(name)?.get(key);
  }

  *#all(name: string): Iterable<object> {
    const written = this.#written.get(name);
    for (const [key, value] of this.#tables.get(name) ?? []) {
      if (written === undefined || !written.has(key)) yield value;
    }
    for (const value of written?.values() ?? []) if (value !== null) yield value;
  }

  #writes(name: string): Map<string, object | null> {
    const known = this.#written.get(name);
    if (known !== undefined) return known;
    const fresh = new Map<string, object | null>();
    this.#written.set(name, fresh);
    return fresh;
  }
}

/** The rows of one table; an empty table when there are none yet. */
export function tableOf(tables: Tables, name: string): Rows {
  const known = tables.get(name);
  if (known !== undefined) return known;
  const fresh: Rows = new Map();
  tables.set(name, fresh);
  return fresh;
}

/** Where a tablet's scopes stand, as its tables say. */
export function cursorIn(tables: Tables): Cursor | undefined {
  return (tableOf(tables, "meta").get("cursor") as { readonly value: Cursor } | undefined)?.value;
}

const paths = new Map(Object.entries(engineTables).map(([table, indexes]) => [table, indexes.split(",")[0] ?? "id"]));

function primaryKey(table: string): string {
  return paths.get(table) ?? "id";
}

/** A key as text: one part as it is, several as JSON. */
export function keyText(key: Key): string {
  if (typeof key !== "object") return String(key);
  return key.length === 1 ? String(key[0]) : JSON.stringify(key);
}
