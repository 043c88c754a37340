import { afterAll, expect, test } from "vitest";
import { connect } from "../connect.ts";
import { createTestDatabase, type TestDatabase } from "./test-database.ts";
import { open } from "./test-server.ts";

const made: TestDatabase[] = [];
afterAll(async () => {
  for (const database of made) await database.drop();
});

test("two test databases are apart, each with its own epoch", async () => {
  made.push(...(await Promise.all([createTestDatabase(), createTestDatabase()])));
  const [first, second] = made;
  expect(first?.epoch).not.toBe(second?.epoch);
  await using a = await open(first?.url ?? "");
  await using b = await open(second?.url ?? "");
  await a.query("INSERT INTO organization (id, name, slug) VALUES (gen_random_uuid(), 'A', 'a')");
  expect((await b.query("SELECT FROM organization")).rowCount).toBe(0);
});

test("a test database serves the application's role", async () => {
  const database = await createTestDatabase();
  made.push(database);
  const connection = connect(database.url);
  const { rows } = await connection.pool.query<{ role: string }>("SELECT current_user AS role");
  await connection.close();
  expect(rows[0]?.role).toBe("balcao_app");
});
