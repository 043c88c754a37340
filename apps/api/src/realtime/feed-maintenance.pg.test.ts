import { connect, type Connection } from "@balcao/db/connect";
import { createTestDatabase, type TestDatabase } from "@balcao/db/testing/test-database";
import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { maintainFeed } from "./feed-maintenance.ts";
import { postgresFeed } from "./postgres-feed.ts";

let database: TestDatabase;
let chain: TestChain;
let owner: pg.Pool;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedTestChain(database.url);
  owner = new pg.Pool({ connectionString: database.url, max: 2 });
  connection = connect(database.url, { connections: 3 });
});

afterAll(async () => {
  await connection.close();
  await owner.end();
  await database.drop();
});

const retention = { tombstoneDays: 90, deviceDays: 35 };
const store = () => chain.stores[0]?.id;

async function insertSale(id: string, daysAgo: number): Promise<void> {
  const at = new Date(Date.now() - daysAgo * 86_400_000);
  await owner.query(
    `INSERT INTO sale (id, organization_id, store_id, device_id, operator_id, cash_session_id, receipt_number, total, change, sold_at, received_at)
     VALUES ($1, $2, $3, $1, $1, $1, 'x', 0, 0, $4, $4)`,
    [id, chain.organizationId, store(), at],
  );
}

async function feedOf(rowId: string): Promise<boolean | undefined> {
  const { rows } = await owner.query<{ deleted: boolean }>("SELECT deleted FROM change_feed WHERE row_id = $1", [
    rowId,
  ]);
  return rows[0]?.deleted;
}

test("sales leave the devices after their time, and stay on the server", async () => {
  const [old, recent] = [uuidv7(), uuidv7()];
  await insertSale(old, 36);
  await insertSale(recent, 34);
  await maintainFeed(connection, retention);
  expect([await feedOf(old), await feedOf(recent)]).toEqual([true, false]);
  const { rows } = await owner.query("SELECT count(*)::int AS n FROM sale WHERE id = ANY($1)", [[old, recent]]);
  expect(rows).toEqual([{ n: 2 }]);
});

test("a sale that is late because the tablet was away is not taken off before it was seen", async () => {
  const late = uuidv7();
  await insertSale(late, 60);
  await owner.query("UPDATE sale SET received_at = now() WHERE id = $1", [late]);
  await maintainFeed(connection, retention);
  expect(await feedOf(late)).toBe(false);
});

test("tombstones go after their time, and cursors that may have needed one are known to be too old", async () => {
  const gone = uuidv7();
  await owner.query("INSERT INTO category (id, organization_id, name) VALUES ($1, $2, 'some')", [
    gone,
    chain.organizationId,
  ]);
  const before = (await postgresFeed(connection).beginning()).now;
  await owner.query("DELETE FROM category WHERE id = $1", [gone]);
  await maintainFeed(connection, retention);
  expect(await feedOf(gone)).toBe(true);
  const purgeLater = async () => {
    await owner.query("UPDATE feed_mark SET at = at - interval '91 days'");
    await maintainFeed(connection, retention);
    return feedOf(gone);
  };
  // Transactions of other tests on the same server hold the horizon back for a moment.
  await expect.poll(purgeLater, { timeout: 10_000 }).toBeUndefined();
  const { rows } = await owner.query("SELECT purged_before::text AS before FROM sync_epoch");
  const purgedBefore = rows[0]?.before as string;
  expect(BigInt(purgedBefore)).toBeGreaterThan(BigInt(before.split(":")[0] ?? "0"));
});

test("two nodes do not tend the feed at the same moment", async () => {
  const holder = await owner.connect();
  await holder.query("SELECT pg_advisory_lock(7246004)");
  expect(await maintainFeed(connection, retention)).toBeNull();
  await holder.query("SELECT pg_advisory_unlock(7246004)");
  holder.release();
});
