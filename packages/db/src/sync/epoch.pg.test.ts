import { randomUUID } from "node:crypto";
import type pg from "pg";
import { expect, test } from "vitest";
import { migrateDatabase } from "../migrate.ts";
import { readFeed } from "../testing/feed-rows.ts";
import { insertRow } from "../testing/generic-rows.ts";
import { createTestDatabase, testServerUrl } from "../testing/test-database.ts";
import { clonePrefix, databaseUrl, open } from "../testing/test-server.ts";

async function addCategory(client: pg.Client, organization: string): Promise<string> {
  const id = randomUUID();
  await insertRow(client, "category", { id, organization_id: organization, name: id });
  return id;
}

test("the epoch stays while the database is the same one", async () => {
  const database = await createTestDatabase();
  expect((await migrateDatabase(database.url)).epoch).toBe(database.epoch);
  await database.drop();
});

test("a copy restored elsewhere is a new epoch: rows are stamped anew, tombstones and marks are gone", async () => {
  const database = await createTestDatabase();
  const organization = randomUUID();
  {
    await using client = await open(database.url);
    await addCategory(client, organization);
    const gone = await addCategory(client, organization);
    await client.query("DELETE FROM category WHERE id = $1", [gone]);
    await client.query("SELECT feed_note()");
    expect(await readFeed(client, organization)).toHaveLength(2);
  }
  const copy = await copyOf(database.url);
  const { epoch } = await migrateDatabase(copy);
  expect(epoch).not.toBe(database.epoch);
  expect((await migrateDatabase(copy)).epoch).toBe(epoch);

  await using client = await open(copy);
  const { rows } = await client.query<{ purged: string; marks: number }>(
    "SELECT purged_before::text AS purged, (SELECT count(*)::int FROM feed_mark) AS marks FROM sync_epoch",
  );
  expect(rows).toEqual([{ purged: expect.any(String), marks: 0 }]);
  const feed = await readFeed(client, organization);
  expect(feed.map(({ deleted, xid }) => ({ deleted, xid }))).toEqual([{ deleted: false, xid: rows[0]?.purged }]);
  await database.drop();
});

async function copyOf(url: string): Promise<string> {
  const serverUrl = testServerUrl();
  const name = clonePrefix + randomUUID().replaceAll("-", "");
  await using admin = await open(serverUrl);
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${new URL(url).pathname.slice(1)}`);
  return databaseUrl(serverUrl, name);
}

test("purged tombstones move the horizon, so that an old cursor is told to start over", async () => {
  const database = await createTestDatabase();
  await using client = await open(database.url);
  const organization = randomUUID();
  const gone = await addCategory(client, organization);
  await client.query("DELETE FROM category WHERE id = $1", [gone]);
  const horizon = async () =>
    BigInt((await client.query<{ at: string }>("SELECT purged_before::text AS at FROM sync_epoch")).rows[0]?.at ?? 0);
  const before = await horizon();
  const purge = async (keep: string) => {
    await client.query("SELECT feed_note()");
    return (await client.query<{ dropped: number }>("SELECT feed_purge($1)::int AS dropped", [keep])).rows[0]?.dropped;
  };
  expect(await purge("1 hour")).toBe(0);
  // Transactions of other tests on the same server hold the horizon back for a moment.
  await expect.poll(() => purge("0"), { timeout: 10_000 }).toBe(1);
  expect((await horizon()) > before).toBe(true);
  await database.drop();
});
