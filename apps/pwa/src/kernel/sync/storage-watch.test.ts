import type { Journal, LocalStore } from "@balcao/sync/client/ports";
import { expect, test } from "vitest";
import { storageWatch, watchedJournal, watchedStore } from "./storage-watch.ts";

const named = (name: string) => Object.assign(new Error("no"), { name });
const storeThat = (work: () => Promise<never>): LocalStore =>
  watchedStore({ write: work, read: () => Promise.reject(new Error("not asked")) });
const journalThat = (append: () => Promise<void>): Journal =>
  watchedJournal({ append, read: async () => [], settle: async () => undefined }, "files");

test.each([
  ["QuotaExceededError", "full"],
  ["InvalidStateError", "denied"],
  ["UnknownError", "unreadable"],
])("a write that ends in %s is known as %s, behind Dexie's own error too", async (name, failure) => {
  for (const error of [named(name), Object.assign(named("AbortError"), { inner: named(name) })]) {
    await expect(storeThat(() => Promise.reject(error)).write([], async () => undefined)).rejects.toBe(error);
    expect(storageWatch.get().database?.failure).toBe(failure);
    storageWatch.get();
  }
});

test("what the app itself refuses is no trouble of the storage, and a good write ends the trouble", async () => {
  const watched = watchedStore({ write: (_, work) => work({} as never), read: (_, work) => work({} as never) });
  await watched.write([], async () => undefined);
  await expect(watched.write([], () => Promise.reject(named("NotEnrolledError")))).rejects.toThrow();
  expect(storageWatch.get().database?.failure).toBeNull();
});

test("any failure of the journal is one, and is told when it begins and when it ends, not with each write", async () => {
  let told = 0;
  const stop = storageWatch.subscribe(() => (told += 1));
  const [good, bad] = [journalThat(async () => undefined), journalThat(() => Promise.reject(new Error("torn")))];
  const entry = { kind: "settled", commandIds: [] } as const;
  await good.append(entry);
  told = 0;
  await good.append(entry);
  expect(told).toBe(0);
  await bad.append(entry).catch(() => undefined);
  expect([told, storageWatch.get().journal?.failure]).toEqual([1, "unreadable"]);
  await good.append(entry);
  expect([told, storageWatch.get().journal?.failure]).toEqual([2, null]);
  stop();
});
