import "fake-indexeddb/auto";
import { dexieStore, openLocalDatabase } from "@balcao/sync/client/adapters/dexie-store";
import { afterEach, expect, test, vi } from "vitest";
import { retryWrites } from "./retry-writes.ts";
import { noteDatabaseClosed, storageWatch, watchedStore } from "./storage-watch.ts";

/** The database of a page, open, in a browser whose disk may be full. */
async function openOn(disk: { full: boolean }) {
  const open = indexedDB.open.bind(indexedDB);
  vi.spyOn(indexedDB, "open").mockImplementation((...given) => {
    if (disk.full) throw new DOMException("Internal error opening backing store", "UnknownError");
    return open(...given);
  });
  const database = openLocalDatabase("retry", 1, { meta: "key" });
  database.on("close", noteDatabaseClosed);
  const store = watchedStore(dexieStore(database));
  await store.write(["meta"], (tx) => tx.putMany("meta", [{ key: "kept" }]));
  const forceClose = () => database.backendDB().onclose?.(new Event("close"));
  return { database, store, forceClose };
}

afterEach(() => vi.restoreAllMocks());

const patience = { timeout: 20_000 };

test("a database that the browser has closed is written again when the disk has room again", patience, async () => {
  const disk = { full: false };
  const { database, store, forceClose } = await openOn(disk);
  const onOpen = vi.fn<() => Promise<void>>(() => Promise.resolve());
  retryWrites(database, store, onOpen);
  disk.full = true;
  forceClose();
  // Dexie's own attempt, after which it gives up.
  await expect(database.table("meta").count()).rejects.toThrow();
  await expect(database.table("meta").count()).rejects.toThrow();
  expect(storageWatch.get().database?.failure).toBe("unreadable");
  expect(onOpen).not.toHaveBeenCalled();
  disk.full = false;
  await vi.waitUntil(() => storageWatch.get().database?.failure === null, { timeout: 10_000 });
  expect(onOpen).toHaveBeenCalled();
  expect(await database.table("meta").get("kept")).toEqual({ key: "kept" });
  database.close();
});
