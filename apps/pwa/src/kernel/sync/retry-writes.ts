import { setMeta } from "@balcao/sync/client/meta";
import type { LocalStore } from "@balcao/sync/client/ports";
import type { Dexie } from "dexie";
import { databaseFails, storageWatch } from "./storage-watch.ts";

/** Milliseconds between two attempts. */
const pause = 1_000;

/**
 * Once a write to the local database has failed, tries until one succeeds, so that a person need only tap again when the
 * disk has room. The browser closes the database then, and Dexie opens it once more, when it is next used: when that fails
 * too, it stays closed. Calls back when it is open, before it writes.
 */
export function retryWrites(database: Dexie, store: LocalStore, onOpen: () => Promise<void>): void {
  let trying = false;
  const attempt = async () => {
    // It may be open, and say so as well.
    await database.open();
    await onOpen();
    await store.write(["meta"], (tx) => setMeta(tx, "triedAt", new Date().toISOString()));
  };
  const tryUntilWritten = async () => {
    if (trying) return;
    trying = true;
    while (databaseFails()) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      await attempt().catch(() => undefined);
    }
    trying = false;
  };
  const look = () => void tryUntilWritten();
  storageWatch.subscribe(look);
  look();
}
