import { randomUUID } from "node:crypto";
import type pg from "pg";
import { syncedTableNames } from "@balcao/shared/sync/tables";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { feedOf, readFeed } from "../testing/feed-rows.ts";
import { insertRow, makeRowEverywhere } from "../testing/generic-rows.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { open } from "../testing/test-server.ts";

let database: TestDatabase;
let client: pg.Client & AsyncDisposable;
let organization: string;
let product: string;
let list: string;

beforeAll(async () => {
  database = await createTestDatabase();
  client = await open(database.url);
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

beforeEach(async () => {
  organization = randomUUID();
  product = randomUUID();
  list = randomUUID();
  await add("product", { id: product, sku: product, name: "Arroz 5 kg" });
  await add("price_list", { id: list, name: "Lista" });
});

const add = (table: string, row: Record<string, unknown>) =>
  insertRow(client, table, { organization_id: organization, ...row });
const feed = (scope: string, row: string) => feedOf(client, scope, row);

test("a row that is added, changed and deleted stands once in its scope, with its last state and position", async () => {
  const id = randomUUID();
  await add("category", { id, name: "Mercearia" });
  const added = await readFeed(client, organization);
  await client.query("UPDATE category SET name = 'Padaria' WHERE id = $1", [id]);
  const changed = await readFeed(client, organization);
  await client.query("DELETE FROM category WHERE id = $1", [id]);
  const deleted = await readFeed(client, organization);
  const line = (rows: typeof added) => rows.filter(({ row }) => row === id);
  expect([line(added), line(changed), line(deleted)].map((rows) => rows.length)).toEqual([1, 1, 1]);
  expect(line(changed)[0]?.deleted).toBe(false);
  expect(line(deleted)[0]?.deleted).toBe(true);
  const positions = [added, changed, deleted].map((rows) => BigInt(line(rows)[0]?.xid ?? 0));
  expect(positions).toEqual([...new Set(positions)].sort((a, b) => (a < b ? -1 : 1)));
});

test("a row that moves to another scope is deleted in the one it leaves", async () => {
  const id = randomUUID();
  const [north, south, east] = [randomUUID(), randomUUID(), randomUUID()];
  await add("operator", { id, name: "Ana", role: "cashier", store_ids: [north, south] });
  expect([await feed(north, id), await feed(south, id)]).toEqual([["operator"], ["operator"]]);
  await client.query("UPDATE operator SET store_ids = $2 WHERE id = $1", [id, [south, east]]);
  expect([await feed(north, id), await feed(south, id), await feed(east, id)]).toEqual([
    ["operator gone"],
    ["operator"],
    ["operator"],
  ]);
});

test("a row that stops being shared is deleted on every device, and comes back when it is shared again", async () => {
  const id = randomUUID();
  const store = randomUUID();
  await add("operator", { id, name: "Ana", role: "cashier", store_ids: [store] });
  await client.query("UPDATE operator SET active = false WHERE id = $1", [id]);
  expect(await feed(store, id)).toEqual(["operator gone"]);
  await client.query("UPDATE operator SET active = true WHERE id = $1", [id]);
  expect(await feed(store, id)).toEqual(["operator"]);
});

test("many rows in one statement are all in the feed", async () => {
  const ids = Array.from({ length: 500 }, () => randomUUID());
  await client.query(
    "INSERT INTO brand (id, organization_id, name) SELECT id, $2, id::text FROM unnest($1::uuid[]) AS id",
    [ids, organization],
  );
  const brands = (await readFeed(client, organization)).filter(({ table }) => table === "brand");
  expect(brands.map(({ row }) => row).sort()).toEqual(ids.sort());
});

test("a barcode that comes or goes refreshes its product and deletes nothing", async () => {
  const positionOf = async () => (await readFeed(client, organization)).find(({ row }) => row === product)?.xid;
  const before = await positionOf();
  await add("barcode", { code: "7891000100103", product_id: product });
  const after = await positionOf();
  await client.query("DELETE FROM barcode WHERE product_id = $1", [product]);
  expect(new Set([before, after, await positionOf()]).size).toBe(3);
  expect(await feed(organization, product)).toEqual(["product"]);
});

test("the chain's price travels with the organization, a store's price with the store", async () => {
  const store = randomUUID();
  await add("price", { id: randomUUID(), price_list_id: list, product_id: product, amount: 2490 });
  expect(await feed(organization, product)).toEqual(["list_price", "product"]);
  await add("price", { id: randomUUID(), price_list_id: list, store_id: store, product_id: product, amount: 2390 });
  expect(await feed(store, product)).toEqual(["store_price"]);
  expect(await feed(organization, product)).toEqual(["list_price", "product"]);
});

test("a movement changes the level of its store and product by its quantity, and the feed says so", async () => {
  const store = randomUUID();
  for (const quantity of [10_000, -2_500]) {
    await add("stock_movement", { id: randomUUID(), store_id: store, product_id: product, quantity, cause: "sale" });
  }
  const { rows } = await client.query("SELECT quantity::int FROM stock_level WHERE store_id = $1", [store]);
  expect(rows).toEqual([{ quantity: 7500 }]);
  expect(await feed(store, product)).toEqual(["stock_level"]);
});

test("a change that is rolled back leaves no trace", async () => {
  const id = randomUUID();
  await client.query("BEGIN");
  await add("category", { id, name: "Mercearia" });
  await client.query("ROLLBACK");
  expect(await feed(organization, id)).toEqual([]);
});

test("every synced table reaches the feed, and nothing else does", async () => {
  await using fresh = await open(database.url);
  await fresh.query("TRUNCATE change_feed");
  const chain = randomUUID();
  await makeRowEverywhere(fresh, chain);
  // The made operator is in no store, and the made price in the chain's list.
  await fresh.query("UPDATE operator SET store_ids = ARRAY[gen_random_uuid()] WHERE organization_id = $1", [chain]);
  await fresh.query("UPDATE price SET store_id = gen_random_uuid() WHERE organization_id = $1", [chain]);
  const { rows } = await fresh.query<{ name: string }>("SELECT DISTINCT table_name AS name FROM change_feed");
  expect(rows.map(({ name }) => name).sort()).toEqual([...syncedTableNames].sort());
});
