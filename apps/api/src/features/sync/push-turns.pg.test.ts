import { createTestDatabase, type TestDatabase } from "@balcao/db/testing/test-database";
import { seedTestChain, type TestChain, type TestStore } from "@balcao/db/testing/seed-test-chain";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { deviceClient } from "../../testing/device-client.ts";
import { openCommand } from "../../testing/sale-command.ts";
import { serveTest } from "../../testing/serve-test.ts";

let database: TestDatabase;
let server: RunningServer;
let owner: pg.Client;
let chain: TestChain;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedTestChain(database.url, { stores: 2, devicesPerStore: 20 });
  server = await serveTest(database.url);
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});

afterAll(async () => {
  await server.close();
  await owner.end();
  await database.drop();
});

function pushFrom(store: TestStore | undefined, index: number) {
  const device = store?.devices[index];
  if (store === undefined || device === undefined) throw new Error("no such device");
  const made = { deviceId: device.id, operatorId: store.operators[0]?.id ?? "", sequence: 1, cashSessionId: uuidv7() };
  return deviceClient(server.url, device.cookie).push([openCommand(made)]);
}

test("twenty tablets of a store that wait for each other keep no tablet of another store waiting", async () => {
  const [busy, other] = chain.stores;
  await owner.query("BEGIN");
  await owner.query("SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))", [busy?.id]);
  const waiting = (busy?.devices ?? []).map((_, index) => pushFrom(busy, index));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const began = performance.now();
  expect(await pushFrom(other, 0)).toMatchObject([{ outcome: "applied" }]);
  expect(performance.now() - began).toBeLessThan(3000);
  await owner.query("COMMIT");
  for (const results of await Promise.all(waiting)) expect(results).toMatchObject([{ outcome: "applied" }]);
});
