import "fake-indexeddb/auto";
import type { JournalEntry } from "@balcao/sync/client/ports";
import { engineLock } from "@balcao/sync/client/page";
import { expect, test, vi } from "vitest";
import { readIdentity } from "./identity.ts";
import { startSync } from "./runtime.ts";

const identity = {
  deviceId: "device",
  deviceCode: "02",
  organizationId: "organization",
  organizationName: "Rede",
  storeId: "store",
  storeCode: "0204",
};
const journal: JournalEntry[] = [{ kind: "identity", identity, sequence: 3 }];

vi.mock("./surroundings.ts", () => ({ watchSurroundings: () => undefined }));
vi.mock("./page-journal.ts", () => ({
  pageJournal: () => ({ append: async (entry: JournalEntry) => void journal.push(entry), read: async () => journal }),
}));

test("a page whose database was emptied knows which tablet it is, though another page has led since before", async () => {
  await new Promise<void>((held) => {
    void navigator.locks.request(engineLock, () => {
      held();
      return new Promise(() => undefined);
    });
  });
  await startSync();
  expect(await readIdentity()).toEqual(identity);
});
