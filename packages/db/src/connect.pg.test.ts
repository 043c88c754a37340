import { afterAll, beforeAll, expect, test } from "vitest";
import { type Connection, connect, inTenant } from "./connect.ts";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";
import { open } from "./testing/test-server.ts";

const organizationId = "0197a000-0001-7100-8000-000000000001";

let database: TestDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = connect(database.url, { connections: 1 });
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

test("a connection killed in the middle of a transaction fails that transaction, and nothing else", async () => {
  await using killer = await open(database.url);
  const cut = inTenant(connection, organizationId, async ({ client }) => {
    const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    await killer.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
    // The end arrives while nothing is asked of the connection, which is when Node would end the process.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await client.query("SELECT 1");
  });
  await expect(cut).rejects.toThrow();
  expect(
    await inTenant(connection, organizationId, async ({ client }) => (await client.query("SELECT 1")).rowCount),
  ).toBe(1);
});

test("a work that throws leaves nothing behind", async () => {
  const insert = "INSERT INTO category (id, organization_id, name) VALUES (gen_random_uuid(), $1, 'x')";
  const failing = inTenant(connection, organizationId, async ({ client }) => {
    await client.query(insert, [organizationId]);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(
    await inTenant(
      connection,
      organizationId,
      async ({ client }) => (await client.query("SELECT FROM category")).rowCount,
    ),
  ).toBe(0);
});

test("what is no organization's id is refused before it reaches a statement", async () => {
  await expect(inTenant(connection, "x'; DROP TABLE sale; --", async () => null)).rejects.toThrow(TypeError);
});
