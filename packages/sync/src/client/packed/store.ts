import type { LocalStore, PackedStore } from "../ports.ts";
import type { EngineSchema } from "../schema.ts";
import { PackedMemory } from "./memory.ts";
import { PackingTransaction } from "./transaction.ts";

const packedTables = ["packed", "packed_copy"];

/** The local database with the packed tables of the schema packed. */
export function packedStore(
  store: LocalStore,
  schema: Pick<EngineSchema, "tables">,
  newStamp: () => string,
): PackedStore {
  const memory = new PackedMemory();
  const isPacked = (table: string) => schema.tables[table]?.packed === true;
  const withPacked = (tables: readonly string[]) =>
    tables.some(isPacked) ? [...new Set([...tables, ...packedTables])] : tables;
  const options = { memory, isPacked, newStamp };
  return {
    write: (tables, work) => store.write(withPacked(tables), (raw) => work(new PackingTransaction(raw, options))),
    read: (tables, work) => store.read(withPacked(tables), (raw) => work(new PackingTransaction(raw, options))),
    forget: () => memory.forget(),
  };
}
