import { expect, test } from "vitest";
import type { Row } from "../../protocol.ts";
import { memoryStore } from "../../testing/memory-store.ts";
import { randomFrom } from "../../simulation/random.ts";
import type { PackedStore, PackedTransaction } from "../ports.ts";
import type { EngineSchema } from "../schema.ts";
import { plainRow, toStored } from "../stored-row.ts";
import { chunkOf, type PackedRecord, recordOf } from "./chunk.ts";
import { foldPacked } from "./fold.ts";
import { packedStore } from "./store.ts";

const names = ["id", "name"];
const schema: EngineSchema = {
  version: "test",
  stamp: "1.test",
  tables: {
    thing: { scope: "organization", columns: names, packed: true },
    plain: { scope: "organization", columns: names },
  },
  folding: { beyond: 2, chunkRows: 3 },
};

interface Thing {
  readonly id: string;
  readonly name: string;
  readonly v: number;
}

const thing = (id: string, name: string, v = 1): Thing => ({ id, name, v });
const idOf = (n: number) => String(n).padStart(3, "0");

function openStore(raw = memoryStore()): { readonly store: PackedStore; readonly newId: () => string } {
  let ids = 0;
  const newId = () => `${process.hrtime.bigint()} ${(ids += 1)}`;
  return { store: packedStore(raw, schema, newId), newId };
}

function recordFor(copy: string, rows: readonly Thing[]) {
  const chunk = chunkOf(
    "thing",
    names,
    rows.map(({ id, name, v }) => ({ row: { id, name }, v })),
  );
  return recordOf({ table: "thing", copy, edition: "", names }, chunk);
}

/** A copy of chunks of three rows, shown. */
async function land(store: PackedStore, copy: string, rows: readonly Thing[]): Promise<void> {
  await store.write(["thing"], async (tx) => {
    await tx.show("thing", copy);
    for (let from = 0; from < rows.length; from += 3) await tx.land([recordFor(copy, rows.slice(from, from + 3))]);
  });
}

const put = (tx: PackedTransaction, { id, name, v }: Thing) => tx.putMany("thing", [toStored({ id, name }, v)]);
const all = (store: PackedStore) =>
  store.read(["thing"], (tx) => tx.range("thing", ":id", "", "\uffff")) as Promise<readonly Row[]>;

test("whatever is landed, written, deleted and folded, a packed table reads as any table does", async () => {
  for (let seed = 0; seed < 60; seed += 1) {
    const random = randomFrom(`packed ${seed}`);
    const raw = memoryStore();
    // Two pages, each with a memory of its own.
    const pages = [openStore(raw), openStore(raw)];
    const rows = new Map<string, Thing>();
    const landed = Array.from({ length: 20 }, (_, n) => thing(idOf(n * 2), `landed ${n}`));
    for (const row of landed) rows.set(row.id, row);
    await land(pages[0]!.store, "copy", landed);
    for (let step = 0; step < 40; step += 1) {
      const { store, newId } = random.pick(pages);
      const id = idOf(random.int(0, 44));
      const dice = random.next();
      if (dice < 0.4) {
        const row = thing(id, `written ${step}`, step);
        await store.write(["thing"], (tx) => put(tx, row));
        rows.set(id, row);
      } else if (dice < 0.6) {
        await store.write(["thing"], (tx) => tx.deleteMany("thing", [id]));
        rows.delete(id);
      } else if (dice < 0.7) await foldPacked({ store, newId }, schema);
      const expected = [...rows.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const [from, until, limit] = [idOf(random.int(0, 44)), idOf(random.int(0, 44)), random.int(1, 9)];
      const within = expected.filter((row) => row.id >= from && row.id <= until);
      const reader = random.pick(pages).store;
      const read = await reader.read(["thing"], async (tx) => ({
        range: await tx.range("thing", ":id", from, until, limit),
        plain: await tx.plain("thing", from, until, limit),
        keys: await tx.keys("thing"),
        one: (await tx.getMany("thing", [id]))[0],
      }));
      const told = { seed, step };
      const name = (row: unknown) => [(row as Thing).id, (row as Thing).name];
      expect({ ...told, range: read.range.map(name) }).toEqual({ ...told, range: within.slice(0, limit).map(name) });
      expect(read.plain.map(name)).toEqual(within.slice(0, limit).map(name));
      expect(read.keys).toEqual(expected.map((row) => row.id));
      expect((read.one as Thing | undefined)?.name).toBe(rows.get(id)?.name);
    }
  }
});

test("a row of a chunk is the same as one that was written by itself, and says whether it is sound", async () => {
  const { store } = openStore();
  await land(store, "copy", [thing("a", "Arroz", 7)]);
  const [row] = await all(store);
  expect(row).toEqual(toStored({ id: "a", name: "Arroz" }, 7));
});

/** Changes a byte of the only record there is. */
async function spoil(raw: ReturnType<typeof memoryStore>): Promise<void> {
  const [record] = raw.dump("packed") as readonly PackedRecord[];
  const { gzip } = record!;
  const spoilt = { ...record, gzip: gzip.with(gzip.length - 1, 99) };
  await raw.write(["packed"], (tx) => tx.putMany("packed", [spoilt]));
}

test("the rows of a damaged chunk are missing, and what lies over it is read", async () => {
  const raw = memoryStore();
  const { store } = openStore(raw);
  await land(store, "copy", [thing("a", "Arroz"), thing("b", "Feijao")]);
  await store.write(["thing"], (tx) => put(tx, thing("b", "Feijao novo")));
  await spoil(raw);
  store.forget();
  expect((await all(store)).map((row) => row["name"])).toEqual(["Feijao novo"]);
});

test("a damaged chunk is not folded: what is missing of it would never be looked for", async () => {
  const raw = memoryStore();
  const { store, newId } = openStore(raw);
  await land(store, "copy", [thing("a", "Arroz")]);
  await spoil(raw);
  store.forget();
  for (const id of ["b", "c", "d"]) await store.write(["thing"], (tx) => put(tx, thing(id, "new")));
  await foldPacked({ store, newId }, schema);
  expect(raw.dump("thing")).toHaveLength(3);
  expect((await all(store)).map((row) => row.id)).toEqual(["b", "c", "d"]);
});

test("a damaged row over the chunks is not folded either", async () => {
  const raw = memoryStore();
  const { store, newId } = openStore(raw);
  for (const id of ["a", "b", "c"]) await store.write(["thing"], (tx) => put(tx, thing(id, "new")));
  const [row] = raw.dump("thing");
  await raw.write(["thing"], (tx) => tx.putMany("thing", [{ ...row, name: "damaged" }]));
  await foldPacked({ store, newId }, schema);
  expect((raw.dump("thing") as readonly Row[]).map(({ id }) => id)).toEqual(["a"]);
});

test("rows that a version without packed tables has left are folded into chunks", async () => {
  const raw = memoryStore();
  const { store, newId } = openStore(raw);
  const rows = Array.from({ length: 10 }, (_, n) => thing(idOf(n), `row ${n}`, n));
  for (const row of rows) await store.write(["thing"], (tx) => put(tx, row));
  await foldPacked({ store, newId }, schema);
  expect(raw.dump("thing")).toEqual([]);
  expect(raw.dump("packed").length).toBeGreaterThan(2);
  expect((await all(store)).map((row) => plainRow(row)["name"])).toEqual(rows.map(({ name }) => name));
});

test("a row in which an own command's effect lies is not folded", async () => {
  const raw = memoryStore();
  const { store, newId } = openStore(raw);
  for (const id of ["a", "b", "c"]) await store.write(["thing"], (tx) => put(tx, thing(id, "new")));
  await store.write(["thing"], async (tx) => {
    const [row] = await tx.getMany("thing", ["b"]);
    await tx.putMany("thing", [
      { ...(row as Row), name: "own" },
      { id: "d", name: "made here" },
    ]);
  });
  await foldPacked({ store, newId }, schema);
  expect((raw.dump("thing") as readonly Row[]).map(({ id }) => id)).toEqual(["b", "d"]);
});

test("a copy that is not shown is not read, and neither is the one before it afterwards", async () => {
  const { store } = openStore();
  await land(store, "old", [thing("a", "old"), thing("b", "old")]);
  await store.write(["thing"], (tx) => tx.land([recordFor("new", [thing("a", "new")])]));
  expect((await all(store)).map((row) => row["name"])).toEqual(["old", "old"]);
  await store.write(["thing"], async (tx) => {
    await tx.dropCopies("thing", ["new"]);
    await tx.show("thing", "new");
  });
  expect((await all(store)).map((row) => row["name"])).toEqual(["new"]);
});

test("nobody hears of records that a transaction wrote before it was undone", async () => {
  const { store } = openStore();
  await land(store, "copy", [thing("a", "Arroz")]);
  // Another page has shown it meanwhile: nothing of it is in memory here.
  store.forget();
  const undone = store.write(["thing"], async (tx) => {
    await tx.land([recordFor("copy", [thing("b", "Feijao")])]);
    await tx.underlying("thing", ["b"]);
    throw new Error("the disk is full");
  });
  await expect(undone).rejects.toThrow("full");
  expect((await all(store)).map((row) => row["name"])).toEqual(["Arroz"]);
});

test("the records of a table are those of the copy that is shown", async () => {
  const { store } = openStore();
  await land(store, "copy", [thing("a", "Arroz")]);
  await land(store, "copy", [thing("b", "Batata")]);
  await store.write(["thing"], (tx) => tx.land([recordFor("another", [thing("c", "Cebola")])]));
  const records = await store.read(["thing"], (tx) => tx.records("thing"));
  expect(records.map(({ copy, first }) => [copy, first])).toEqual([
    ["copy", "a"],
    ["copy", "b"],
  ]);
  expect(await store.read(["thing"], (tx) => tx.records("unknown"))).toEqual([]);
});
