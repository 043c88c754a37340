import type { PushAnswer } from "../protocol.ts";
import type { DeviceIdentity, JournalEntry, Ports, Transport } from "../client/ports.ts";
import { engineTableNames } from "../client/local-schema.ts";
import type { EngineSchema } from "../client/schema.ts";
import { packedStore } from "../client/packed/store.ts";
import { memoryStore } from "./memory-store.ts";

/** A schema of two tables, one of each scope that a device holds. */
export const testSchema: EngineSchema = {
  version: "test",
  stamp: "1.test",
  tables: {
    level: { scope: "store", columns: ["id", "quantity"] },
    product: { scope: "organization", columns: ["id", "name", "amount"] },
  },
};

export const testIdentity: DeviceIdentity = {
  deviceId: "device",
  deviceCode: "A1",
  organizationId: "organization",
  organizationName: "Rede",
  storeId: "store",
  storeCode: "01",
};

/** The way to a server; of its pushes what it decides, in whichever life of its database the device believes in. */
interface TestTransport extends Partial<Omit<Transport, "push">> {
  readonly push?: (...pushed: Parameters<Transport["push"]>) => Promise<PushAnswer["results"]>;
  /** The life of the database that answers; the one that is asked for unless it is told. */
  readonly epoch?: () => string;
}

/** What the engine stands on, in memory; of the way to the server, what is given. A clock that stands still. */
export function memoryPorts({ push, epoch, ...transport }: TestTransport = {}, schema: EngineSchema = testSchema) {
  let stamps = 0;
  const memory = memoryStore();
  const store = { ...packedStore(memory, schema, () => `stamp ${(stamps += 1)}`), dump: memory.dump };
  const journal: JournalEntry[] = [];
  let ids = 0;
  const unasked = () => Promise.reject(new Error("not asked"));
  const ports: Ports = {
    store,
    journal: {
      append: async (entry) => void journal.push(entry),
      read: async () => journal,
      settle: async (commandIds) => void journal.push({ kind: "settled", commandIds }),
    },
    transport: {
      pull: unasked,
      manifest: unasked,
      chunks: unasked,
      report: unasked,
      live: () => () => undefined,
      ...transport,
      push: async (commands, keys, sentIn) =>
        push === undefined
          ? unasked()
          : { results: await push(commands, keys, sentIn), epoch: epoch?.() ?? sentIn ?? "e" },
    },
    signer: null,
    locks: { hold: (_, work) => work(), tryHold: (_, work) => work() },
    clock: { now: () => 0, after: () => () => undefined },
    random: () => 0,
    newId: () => String((ids += 1)),
  };
  /** Enrols the device and puts rows into tables. */
  const seed = (rows: Readonly<Record<string, readonly object[]>> = {}) =>
    store.write([...Object.keys(schema.tables), ...engineTableNames], async (tx) => {
      await tx.putMany("meta", [{ key: "identity", value: testIdentity }]);
      for (const [table, values] of Object.entries(rows)) await tx.putMany(table, values);
    });
  return { ports, store, journal, seed };
}
