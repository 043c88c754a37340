import { Dexie, type IndexableType, type Table, type Transaction } from "dexie";
import type { Key, LocalStore, LocalTransaction } from "../ports.ts";

/**
 * The local database on Dexie. The database must have been made with `chromeTransactionDurability: "strict"`: a write
 * resolves when the transaction has completed and its bytes were flushed (https://dexie.org/docs/Dexie/Dexie).
 */
export function dexieStore(db: Dexie): LocalStore {
  return {
    write: (tables, work) => db.transaction("rw", [...tables], async (opened) => work(localTransaction(opened))),
    read: (tables, work) => db.transaction("r", [...tables], async (opened) => work(localTransaction(opened))),
  };
}

/**
 * Works in the transaction itself. Dexie would find it by the place in the code, too, but loses it behind some dozens of
 * native awaits between two requests.
 */
function localTransaction(opened: Transaction): LocalTransaction {
  const table = (name: string): Table<unknown, IndexableType> => opened.table(name);
  return {
    getMany: (name, keys) => table(name).bulkGet(keys.map(toIndexable)),
    putMany: async (name, values) => {
      await table(name).bulkPut(values);
    },
    deleteMany: (name, keys) => table(name).bulkDelete(keys.map(toIndexable)),
    range: (name, index, from, until, limit) => {
      const found = table(name).where(index).between(toIndexable(from), toIndexable(until), true, true);
      return (limit === undefined ? found : found.limit(limit)).toArray();
    },
    keys: async (name, from, until) => {
      const all =
        from === undefined || until === undefined
          ? table(name).toCollection()
          : table(name).where(":id").between(toIndexable(from), toIndexable(until), true, true);
      return (await all.primaryKeys()) as Key[];
    },
    clear: (name) => table(name).clear(),
  };
}

function toIndexable(key: Key): IndexableType {
  return typeof key === "object" ? [...key] : key;
}

/** Opens a database with the engine's tables, the synced ones and the app's own. Indexes in Dexie's notation. */
export function openLocalDatabase(name: string, version: number, tables: Readonly<Record<string, string>>): Dexie {
  const db = new Dexie(name, { chromeTransactionDurability: "strict" });
  db.version(version).stores(tables);
  return db;
}
