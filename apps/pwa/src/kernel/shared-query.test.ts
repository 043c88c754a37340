import "fake-indexeddb/auto";
import { Dexie } from "dexie";
import { expect, test, vi } from "vitest";
import { createSharedQuery } from "./shared-query.ts";

let databases = 0;

/** How many things there are, asked of a database, and how often it was. */
async function things() {
  const database = new Dexie(`shared-${++databases}`);
  database.version(1).stores({ thing: "id" });
  await database.open();
  const table = database.table<{ readonly id: number }, number>("thing");
  const count = vi.fn<() => Promise<number>>(() => table.count());
  return { table, count, query: createSharedQuery(count) };
}

test("what two follow is asked for once, and once more after each change; whoever comes later has it at once", async () => {
  const { table, count, query } = await things();
  const [one, two] = [vi.fn<() => void>(), vi.fn<() => void>()];
  query.subscribe(one);
  query.subscribe(two);
  expect(query.get()).toBeUndefined();
  await vi.waitFor(() => expect(query.get()).toBe(0));
  await table.put({ id: 1 });
  await vi.waitFor(() => expect(query.get()).toBe(1));
  expect([one, two, count].map(({ mock }) => mock.calls.length)).toEqual([2, 2, 2]);
  query.subscribe(() => undefined);
  expect([query.get(), count.mock.calls.length]).toEqual([1, 2]);
});

test("what nobody follows any more is not asked for, and not known when somebody comes back", async () => {
  const { table, count, query } = await things();
  const leave = query.subscribe(() => undefined);
  await vi.waitFor(() => expect(query.get()).toBe(0));
  leave();
  await table.put({ id: 1 });
  expect([query.get(), count.mock.calls.length]).toEqual([undefined, 1]);
  query.subscribe(() => undefined);
  await vi.waitFor(() => expect(query.get()).toBe(1));
});

test("a query that fails says so to whoever asks for its answer", async () => {
  const query = createSharedQuery(() => Promise.reject(new Error("the database does not open")));
  query.subscribe(() => undefined);
  await vi.waitFor(() => expect(() => query.get()).toThrow("does not open"));
});
