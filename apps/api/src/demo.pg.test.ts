import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTestDatabase, type TestDatabase } from "@balcao/db/testing/test-database";
import { open } from "@balcao/db/testing/test-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DemoAccess, describeDemo, prepareDemo } from "./demo.ts";
import { createFieldEncryption } from "./kernel/field-encryption.ts";
import { verifySecret } from "./kernel/secret-hash.ts";
import { signIn } from "./testing/person-client.ts";
import { serveTest } from "./testing/serve-test.ts";

const fieldKeys = ["f".repeat(43)];

let database: TestDatabase;
let dataFolder: string;
let access: DemoAccess;

const prepare = () => prepareDemo({ databaseUrl: database.url, dataFolder, fieldKeys });

beforeAll(async () => {
  database = await createTestDatabase();
  dataFolder = mkdtempSync(path.join(tmpdir(), "balcao-demo-"));
  access = (await prepare()) as DemoAccess;
});
afterAll(async () => {
  rmSync(dataFolder, { recursive: true });
  await database.drop();
});

async function sql<T>(text: string): Promise<T[]> {
  await using client = await open(database.url);
  return (await client.query(text)).rows as T[];
}

test("the second start changes nothing and still knows how to get in", async () => {
  const before = await sql("SELECT count(*) FROM product");
  expect(await prepare()).toEqual(access);
  expect(await sql("SELECT count(*) FROM product")).toEqual(before);
});

test("only their owner may read the passwords, and every start prints them", () => {
  expect(statSync(path.join(dataFolder, "demo.json")).mode & 0o777).toBe(0o600);
  for (const { email, password } of access.people) expect(describeDemo(access)).toContain(`${email}  ${password}`);
  for (const { pin, name } of access.operators) expect(describeDemo(access)).toContain(`${pin}  ${name}`);
});

test("every printed password signs in", async () => {
  const server = await serveTest(database.url);
  for (const person of access.people) {
    const { data } = await (await signIn(server.url, person)).query("identity.whoAmI");
    expect(data).toMatchObject({ person: { role: person.role, organization: { name: "Mercado Aurora" } } });
  }
  await server.close();
});

test("every printed PIN is its operator's", async () => {
  const rows = await sql<{ name: string; pin_hash: string }>("SELECT name, pin_hash FROM operator");
  for (const { name, pin } of access.operators) {
    const row = rows.find((operator) => operator.name === name);
    expect(await verifySecret(pin, row?.pin_hash ?? "")).toBe(true);
  }
});

test("customers' documents are sealed and found by their index", async () => {
  const rows = await sql<{ id: string; organization_id: string; document_encrypted: Buffer; document_index: Buffer }>(
    "SELECT * FROM customer",
  );
  const fields = createFieldEncryption(fieldKeys);
  expect(rows).toHaveLength(30);
  for (const row of rows) {
    const document = fields.open(row.document_encrypted, `customer.document:${row.id}`);
    expect(fields.blindIndex(document, `customer.document:${row.organization_id}`)).toEqual(row.document_index);
  }
});

test("every product has a price and stock in every store, which is the sum of its movements", async () => {
  expect(
    await sql(
      "SELECT FROM product WHERE NOT EXISTS (SELECT FROM price WHERE product_id = product.id AND store_id IS NULL)",
    ),
  ).toEqual([]);
  expect(
    await sql(`SELECT FROM stock_level FULL JOIN (SELECT store_id, product_id, sum(quantity) AS total FROM stock_movement GROUP BY 1, 2) moved
      USING (store_id, product_id) WHERE quantity IS DISTINCT FROM total`),
  ).toEqual([]);
  expect(
    await sql(
      "SELECT (SELECT count(*) FROM product) * (SELECT count(*) FROM store) = (SELECT count(*) FROM stock_level) AS all",
    ),
  ).toEqual([{ all: true }]);
});

test("offers are cheaper than what they replace, and end", async () => {
  const offers = await sql<{ amount: string; regular: string }>(
    "SELECT amount, regular FROM price WHERE valid_from IS NOT NULL AND valid_until > valid_from",
  );
  expect(offers.length).toBeGreaterThan(3);
  expect(offers.filter(({ amount, regular }) => Number(amount) >= Number(regular))).toEqual([]);
});

test("a database with an organization of its own gets no demo", async () => {
  const own = await createTestDatabase();
  await using client = await open(own.url);
  await client.query("INSERT INTO organization (id, name, slug) VALUES (gen_random_uuid(), 'Own', 'own')");
  const folder = mkdtempSync(path.join(tmpdir(), "balcao-demo-"));
  expect(await prepareDemo({ databaseUrl: own.url, dataFolder: folder, fieldKeys })).toBeNull();
  rmSync(folder, { recursive: true });
  await client.end();
  await own.drop();
});
