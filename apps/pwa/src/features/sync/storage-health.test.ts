import { expect, test } from "vitest";
import { isTrouble, type StorageHealthFacts, storageWarnings, type StorageWarning } from "./storage-health.ts";

const now = Date.UTC(2026, 0, 15, 12);
const hour = 60 * 60 * 1000;
const mega = 1024 * 1024;
const well: StorageHealthFacts = {
  persistent: true,
  used: 50 * mega,
  quota: 10_000 * mega,
  journalKind: "files",
  database: { failure: null },
  journal: { failure: null },
  forgetful: false,
  oldestUnsentAt: null,
  now,
};

test.each<[string, Partial<StorageHealthFacts>, readonly StorageWarning[]]>([
  ["all is well", {}, []],
  ["nothing was written yet", { database: null, journal: null }, []],
  ["the journal lies in Cache Storage", { journalKind: "cache" }, []],
  ["there is no journal", { journalKind: "none" }, ["no-journal"]],
  ["the browser makes no promise", { persistent: false }, ["not-persistent"]],
  ["the window forgets", { forgetful: true }, ["forgetful"]],
  ["the database is full", { database: { failure: "full" } }, ["database-fails"]],
  ["the journal cannot be read", { journal: { failure: "unreadable" } }, ["journal-fails"]],
  ["what waits is an hour old", { oldestUnsentAt: now - hour }, []],
  ["what waits is a day old to the millisecond", { oldestUnsentAt: now - 24 * hour }, []],
  ["what waits is older than a day", { oldestUnsentAt: now - 24 * hour - 1 }, ["unsent-for-long"]],
  ["what waits was made by a clock that ran ahead", { oldestUnsentAt: now + 400 * 24 * hour }, []],
  ["the browser does not say how much it gives", { quota: 0, used: 0 }, []],
  ["a large store is nearly full, and much is left", { quota: 10_000 * mega, used: 9_500 * mega }, []],
  ["a large store is nearly full, and little is left", { quota: 10_000 * mega, used: 9_950 * mega }, ["low-space"]],
  ["a small store is half full", { quota: 120 * mega, used: 60 * mega }, []],
  ["a small store is nearly full", { quota: 120 * mega, used: 110 * mega }, ["low-space"]],
  ["more is used than is given", { quota: 120 * mega, used: 121 * mega }, ["low-space"]],
  [
    "everything at once: the most pressing comes first",
    {
      persistent: false,
      used: 120 * mega,
      quota: 120 * mega,
      journalKind: "none",
      database: { failure: "full" },
      journal: { failure: "denied" },
      forgetful: true,
      oldestUnsentAt: now - 48 * hour,
    },
    ["database-fails", "journal-fails", "no-journal", "low-space", "forgetful", "unsent-for-long", "not-persistent"],
  ],
])("warnings when %s", (_, change, expected) => {
  expect(storageWarnings({ ...well, ...change })).toEqual(expected);
});

test("only a write that failed is trouble already", () => {
  const all: readonly StorageWarning[] = ["database-fails", "journal-fails", "no-journal", "low-space", "forgetful"];
  expect(all.filter(isTrouble)).toEqual(["database-fails", "journal-fails"]);
});
