import "fake-indexeddb/auto";
import { chunkOf, recordOf } from "@balcao/sync/client/packed/chunk";
import { toStored } from "@balcao/sync/client/stored-row";
import { liveQuery } from "dexie";
import { beforeEach, expect, test, vi } from "vitest";
import { followTable } from "./follow-table.ts";
import { database } from "./local-database.ts";
import { findByBarcode, readPacked, rowSource } from "./packed-rows.ts";
import { localStore } from "./ports.ts";
import { engineSchema } from "./schema.ts";

vi.stubGlobal("reportError", (error: unknown) => {
  throw error;
});

const names = engineSchema.tables["product"]?.columns ?? [];
const product = (id: string, name: string, barcodes: readonly string[] = []) => ({
  id,
  sku: id,
  name,
  brandId: null,
  categoryId: null,
  unit: "unit",
  status: "active",
  barcodes,
  popularity: 0,
});
type Product = ReturnType<typeof product>;

function recordFor(copy: string, rows: readonly Product[]) {
  const chunk = chunkOf(
    "product",
    names,
    rows.map((row) => ({ row, v: 1 })),
  );
  return recordOf({ table: "product", copy, edition: "", names }, chunk);
}

const show = (copy: string) =>
  localStore.write(["product"], async (tx) => {
    await tx.dropCopies("product", [copy]);
    await tx.show("product", copy);
  });
const land = (copy: string, ...rows: readonly Product[]) =>
  localStore.write(["product"], (tx) => tx.land([recordFor(copy, rows)]));
const put = (row: Product) => localStore.write(["product"], (tx) => tx.putMany("product", [toStored(row as never, 2)]));

beforeEach(async () => {
  await Promise.all(database.tables.map((table) => table.clear()));
  localStore.forget();
});

test("a query that follows a packed row hears of what is written over it, of its chunk and of another copy", async () => {
  const heard: (string | undefined)[] = [];
  await show("first");
  const subscription = liveQuery(() => readPacked(["product"], ["a"])).subscribe(([[found]]) =>
    heard.push(found?.name),
  );
  await vi.waitFor(() => expect(heard).toEqual([undefined]));
  await land("first", product("a", "landed"));
  await vi.waitFor(() => expect(heard.at(-1)).toBe("landed"));
  await put(product("a", "written"));
  await vi.waitFor(() => expect(heard.at(-1)).toBe("written"));
  await localStore.write(["product"], (tx) => tx.uncover("product", new Set()));
  await vi.waitFor(() => expect(heard.at(-1)).toBe("landed"));
  await land("second", product("a", "other"));
  await show("second");
  await vi.waitFor(() => expect(heard.at(-1)).toBe("other"));
  subscription.unsubscribe();
});

test("a follower keeps up with chunks that land, with rows over them, and with another copy", async () => {
  const rows = new Map<string, string>();
  const told = { resets: 0 };
  const stop = followTable(rowSource<Product>("product"), {
    put: (taken) => {
      for (const { id, name } of taken) rows.set(id, name);
    },
    remove: (ids) => ids.forEach((id) => rows.delete(id)),
    reset: () => {
      told.resets += 1;
      rows.clear();
    },
    whole: () => undefined,
  });
  await show("first");
  await land("first", product("a", "Arroz"), product("b", "Batata"));
  await vi.waitFor(() => expect(Object.fromEntries(rows)).toEqual({ a: "Arroz", b: "Batata" }));
  await put(product("a", "Arroz novo"));
  await localStore.write(["product"], (tx) => tx.deleteMany("product", ["b"]));
  await vi.waitFor(() => expect(Object.fromEntries(rows)).toEqual({ a: "Arroz novo" }));
  const { resets } = told;
  await land("second", product("c", "Cebola"));
  await vi.waitFor(() => expect(Object.fromEntries(rows)).toEqual({ a: "Arroz novo" }));
  await localStore.write(["product"], async (tx) => {
    await tx.uncover("product", new Set());
    await tx.dropCopies("product", ["second"]);
    await tx.show("product", "second");
  });
  await vi.waitFor(() => expect(Object.fromEntries(rows)).toEqual({ c: "Cebola" }));
  expect(told.resets).toBe(resets + 1);
  stop();
});

test("a barcode is found in chunks and over them, and not where it was", async () => {
  await show("first");
  await land("first", product("a", "Arroz", ["789"]), product("b", "Batata", ["789", "123"]), product("c", "789"));
  await put(product("b", "Batata", ["123"]));
  await put(product("d", "Doce", ["789"]));
  expect((await findByBarcode(["789"], { chunks: true })).map(({ id }) => id).toSorted()).toEqual(["a", "d"]);
});
