import { engineTables } from "../client/local-schema.ts";
import type { Key, LocalStore, LocalTransaction } from "../client/ports.ts";
import { compare, isWithin, keyOf, parts } from "./local-keys.ts";

type Table = Map<string, object>;

/**
 * A LocalStore in memory with the semantics the engine relies on: transactions are atomic and one after the other, what
 * goes in and out is a copy. `primaryKeys` names key paths that are not `id`.
 */
export function memoryStore(
  primaryKeys: Readonly<Record<string, string>> = {},
): LocalStore & { readonly dump: (table: string) => object[] } {
  const paths: Record<string, string> = { ...primaryKeys };
  for (const [table, indexes] of Object.entries(engineTables)) paths[table] = indexes.split(",")[0]?.trim() ?? "id";
  const committed = new Map<string, Table>();
  let turn: Promise<unknown> = Promise.resolve();

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  };
  const run = async <T>(work: (tx: LocalTransaction) => Promise<T>, keep: boolean): Promise<T> => {
    const touched = new Map<string, Table>();
    const table = (name: string): Table => {
      const found = touched.get(name) ?? new Map(committed.get(name));
      touched.set(name, found);
      return found;
    };
    const result = await work(memoryTransaction(table, (name) => paths[name] ?? "id"));
    if (keep) for (const [name, rows] of touched) committed.set(name, rows);
    return result;
  };
  return {
    write: (_, work) => inTurn(() => run(work, true)),
    read: (_, work) => inTurn(() => run(work, false)),
    dump: (name) => [...(committed.get(name)?.values() ?? [])].map((row) => structuredClone(row)),
  };
}

function memoryTransaction(table: (name: string) => Table, pathOf: (name: string) => string): LocalTransaction {
  return {
    getMany: async (name, keys) => keys.map((key) => structuredClone(table(name).get(text(key)))),
    putMany: async (name, values) => {
      for (const value of values) table(name).set(text(keyOf(value, pathOf(name))), structuredClone(value));
    },
    deleteMany: async (name, keys) => {
      for (const key of keys) table(name).delete(text(key));
    },
    range: async (name, index, from, until, limit) => {
      const path = index === ":id" ? pathOf(name) : index;
      const found = [...table(name).values()]
        .map((value) => ({ value, key: keyOf(value, path) }))
        .filter(({ key }) => compare(key, parts(from)) >= 0 && compare(key, parts(until)) <= 0)
        .toSorted((a, b) => compare(a.key, b.key));
      return found.slice(0, limit).map(({ value }) => structuredClone(value));
    },
    keys: async (name, from, until) =>
      [...table(name).values()]
        .map((value) => keyOf(value, pathOf(name)))
        .filter((key) => isWithin(key, from, until))
        .toSorted(compare)
        .map((key) => (key.length === 1 ? (key[0] ?? "") : key)),
    clear: async (name) => table(name).clear(),
  };
}

function text(key: Key): string {
  return JSON.stringify(parts(key));
}
