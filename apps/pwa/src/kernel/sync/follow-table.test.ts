import "fake-indexeddb/auto";
import { Dexie, type Table } from "dexie";
import { expect, test, vi } from "vitest";
import { followTable, type RowSource } from "./follow-table.ts";
import { rowChanges } from "./row-changes.ts";

interface Thing {
  readonly id: string;
  readonly name: string;
}

let databases = 0;
vi.stubGlobal("reportError", (error: unknown) => {
  throw error;
});

async function things(count: number): Promise<Table<Thing, string>> {
  const database = new Dexie(`things-${++databases}`);
  database.version(1).stores({ thing: "id" });
  database.use(rowChanges(new Set(["thing"]), new Set()));
  const table = database.table<Thing, string>("thing");
  await table.bulkPut(many(count));
  return table;
}

function sourceOf(table: Table<Thing, string>): RowSource<Thing> {
  return {
    name: table.name,
    range: (from, until, limit) => table.where(":id").between(from, until, true, true).limit(limit).toArray(),
    get: (ids) => table.bulkGet([...ids]),
    copy: async () => null,
  };
}

function many(count: number, name = "old"): Thing[] {
  return Array.from({ length: count }, (_, n) => ({ id: String(n).padStart(5, "0"), name }));
}

/** A follower that keeps a copy, and how many rows it was handed. */
function copy() {
  const rows = new Map<string, string>();
  const told = { rows: 0, whole: 0 };
  return {
    rows,
    told,
    follower: {
      put: (put: readonly Thing[]) => {
        told.rows += put.length;
        for (const { id, name } of put) rows.set(id, name);
      },
      remove: (ids: readonly string[]) => ids.forEach((id) => rows.delete(id)),
      reset: () => rows.clear(),
      whole: () => {
        told.whole += 1;
      },
    },
  };
}

function inOrder(rows: ReadonlyMap<string, string>): Thing[] {
  return [...rows].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.id.localeCompare(b.id));
}

test("hands over everything that is there, once", async () => {
  const table = await things(1000);
  const { rows, told, follower } = copy();
  const stop = followTable(sourceOf(table), follower);
  await vi.waitFor(() => expect(told.whole).toBe(1));
  await vi.waitFor(async () => expect(inOrder(rows)).toEqual(await table.toArray()));
  expect(told.rows).toBe(1000);
  stop();
});

test("afterwards hands over what changed and no more, however large the table", async () => {
  const table = await things(1000);
  const { rows, told, follower } = copy();
  const stop = followTable(sourceOf(table), follower);
  await vi.waitFor(() => expect(told.whole).toBe(1));
  await table.bulkPut(many(3, "new"));
  await table.delete("00500");
  await vi.waitFor(async () => expect(inOrder(rows)).toEqual(await table.toArray()));
  expect(told.rows).toBe(1003);
  stop();
});

test("a transaction that fails changes nothing", async () => {
  const table = await things(10);
  const { rows, follower } = copy();
  const stop = followTable(sourceOf(table), follower);
  await vi.waitFor(() => expect(rows.size).toBe(10));
  await expect(
    table.db.transaction("rw", table, async () => {
      await table.bulkPut(many(5, "never"));
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await vi.waitFor(async () => expect(inOrder(rows)).toEqual(await table.toArray()));
  stop();
});

test("rows written by the hundred while the first are still being read end as they are", async () => {
  const table = await things(2000);
  const { rows, follower } = copy();
  const stop = followTable(sourceOf(table), follower);
  await table.bulkPut(many(1500, "newer"));
  await table.bulkDelete(many(100).map(({ id }) => id));
  await vi.waitFor(async () => expect(inOrder(rows)).toEqual(await table.toArray()));
  stop();
});

test("an emptied table is followed anew", async () => {
  const table = await things(600);
  const { rows, follower } = copy();
  const stop = followTable(sourceOf(table), follower);
  await vi.waitFor(() => expect(rows.size).toBe(600));
  await table.clear();
  await table.bulkPut(many(700, "second"));
  await vi.waitFor(async () => expect(inOrder(rows)).toEqual(await table.toArray()));
  expect(rows.size).toBe(700);
  stop();
});
