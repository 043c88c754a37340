import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { insertRow } from "../testing/generic-rows.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { open } from "../testing/test-server.ts";

let database: TestDatabase;
let client: pg.Client & AsyncDisposable;
const organization = randomUUID();

beforeAll(async () => {
  database = await createTestDatabase();
  client = await open(database.url);
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

const add = (table: string, row: Record<string, unknown>) =>
  insertRow(client, table, { organization_id: organization, ...row });
const off = async () => (await client.query("SELECT * FROM scope_sum_check(false)")).rows;

const ids = Array.from({ length: 4 }, () => randomUUID());
const stores = Array.from({ length: 3 }, () => randomUUID());
const step = fc.oneof(
  fc.record({ do: fc.constant("add" as const), row: fc.nat(3), stores: fc.uniqueArray(fc.nat(2)) }),
  fc.record({ do: fc.constant("move" as const), row: fc.nat(3), stores: fc.uniqueArray(fc.nat(2)) }),
  fc.record({ do: fc.constantFrom("stop" as const, "delete" as const), row: fc.nat(3) }),
  fc.record({ do: fc.constantFrom("begin" as const, "commit" as const, "rollback" as const, "fold" as const) }),
);

test("the sums of every scope are those of its feed, whatever is done to rows and in whatever transactions", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      let open_ = false;
      await client.query("DELETE FROM operator");
      for (const one of steps) {
        const id = "row" in one ? ids[one.row] : undefined;
        const to = "stores" in one ? one.stores.map((index) => stores[index]) : [];
        if (one.do === "add") {
          await client.query("DELETE FROM operator WHERE id = $1", [id]);
          await add("operator", { id, name: "Ana", role: "cashier", store_ids: to });
        } else if (one.do === "move") await client.query("UPDATE operator SET store_ids = $2 WHERE id = $1", [id, to]);
        else if (one.do === "stop") await client.query("UPDATE operator SET active = NOT active WHERE id = $1", [id]);
        else if (one.do === "delete") await client.query("DELETE FROM operator WHERE id = $1", [id]);
        else if (one.do === "fold") await client.query("SELECT scope_sum_fold(1)");
        else if (one.do === "begin" && !open_) {
          await client.query("BEGIN");
          open_ = true;
        } else if (one.do !== "begin" && open_) {
          await client.query(one.do);
          open_ = false;
        }
        expect(await off()).toEqual([]);
      }
      if (open_) await client.query("COMMIT");
    }),
    { numRuns: 60 },
  );
});

test("a feed that somebody has written by hand is found, and its sum put right", async () => {
  const id = randomUUID();
  await add("category", { id, name: "Padaria" });
  await client.query("DELETE FROM change_feed WHERE row_id = $1", [id]);
  expect(await off()).toMatchObject([{ scope: organization, rows_off: "-1" }]);
  await client.query("SELECT * FROM scope_sum_check(true)");
  expect(await off()).toEqual([]);
});

test("another life of the database has sums of its own stamps", async () => {
  await client.query("UPDATE sync_epoch SET fingerprint = 'another'");
  await client.query("SELECT sync_epoch_check()");
  expect(await off()).toEqual([]);
});
