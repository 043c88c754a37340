import { dexieStore } from "@balcao/sync/client/adapters/dexie-store";
import { webCryptoSigner } from "@balcao/sync/client/adapters/webcrypto-signer";
import type { Clock, Journal, Locks, Ports } from "@balcao/sync/client/ports";
import { packedStore } from "@balcao/sync/client/packed/store";
import { v7 as uuidv7 } from "uuid";
import { httpTransport } from "./http-transport.ts";
import { openLiveSocket } from "./live-socket.ts";
import { database } from "./local-database.ts";
import { engineSchema } from "./schema.ts";
import { watchedStore } from "./storage-watch.ts";

const clock: Clock = {
  now: () => Date.now(),
  after: (milliseconds, work) => {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
};

const locks: Locks = {
  hold: (name, work) => navigator.locks.request(name, work),
  tryHold: (name, work) =>
    navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock === null ? null : work())),
};

/** The local database, as the engine uses it. */
export const localStore = packedStore(watchedStore(dexieStore(database)), engineSchema, () => uuidv7());

/** What the engine stands on: in a page, with the page's journal. */
export function portsWith(journal: Journal): Ports {
  return {
    store: localStore,
    journal,
    transport: { ...httpTransport(), live: openLiveSocket },
    signer: webCryptoSigner(),
    locks,
    clock,
    random: () => Math.random(),
    newId: () => uuidv7(),
  };
}

/**
 * In a service worker, which has no synchronous file handles: nothing is appended there, and what it settles is settled
 * in the journal at the next start of a page.
 */
export function workerPorts(): Ports {
  return portsWith({
    append: () => Promise.reject(new Error("commands are made in pages")),
    read: () => Promise.resolve([]),
    settle: () => Promise.resolve(),
  });
}
