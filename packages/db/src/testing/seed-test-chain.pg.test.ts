import { barcodeFault } from "@balcao/shared/catalog/barcode";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedTestChain, type TestChain } from "./seed-test-chain.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { open } from "./test-server.ts";

let database: TestDatabase;
let first: TestChain;
let second: TestChain;

beforeAll(async () => {
  database = await createTestDatabase();
  first = await seedTestChain(database.url, { stores: 2, devicesPerStore: 2, products: 200 });
  second = await seedTestChain(database.url, { chain: 2 });
});
afterAll(() => database.drop());

async function count(sql: string, values: readonly unknown[] = []): Promise<number> {
  await using client = await open(database.url);
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${sql}`, [...values]);
  return Number(rows[0]?.count);
}

test("the ids it answers are the rows' own", async () => {
  expect(await count("product WHERE id = ANY($1::uuid[])", [first.productIds])).toBe(200);
  expect(await count("customer WHERE id = ANY($1::uuid[])", [first.customerIds])).toBe(5);
  expect(await count("price WHERE store_id IS NULL AND id = ANY($1::uuid[])", [first.priceIds])).toBe(200);
  expect(
    await count("device WHERE id = ANY($1::uuid[])", [
      first.stores.flatMap(({ devices }) => devices.map(({ id }) => id)),
    ]),
  ).toBe(4);
});

test("two chains share no row", async () => {
  expect(first.organizationId).not.toBe(second.organizationId);
  expect(await count("product WHERE organization_id = $1", [second.organizationId])).toBe(20);
});

test("every barcode is an EAN-13 with a right check digit", async () => {
  await using client = await open(database.url);
  const { rows } = await client.query<{ code: string }>("SELECT code FROM barcode");
  expect(rows).not.toHaveLength(0);
  expect(rows.filter(({ code }) => code.length !== 13 || barcodeFault(code) !== null)).toEqual([]);
});

test("every store holds the opening stock of every product", async () => {
  expect(await count("stock_level WHERE organization_id = $1 AND quantity = 100000", [first.organizationId])).toBe(400);
});

test("a device's token finds the device", async () => {
  const device = first.stores[1]?.devices[1];
  expect(await count("device_by_token(sha256($1)) WHERE id = $2", [Buffer.from(device?.token ?? ""), device?.id])).toBe(
    1,
  );
});
