import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { afterAll, expect, test } from "vitest";
import { migrateDatabase } from "./migrate.ts";
import { makeRowEverywhere } from "./testing/generic-rows.ts";
import { testServerUrl } from "./testing/test-database.ts";
import { clonePrefix, databaseUrl, open } from "./testing/test-server.ts";

/** The first three migrations make the foundation: the first state of the schema that held data. */
const foundation = 3;
const made: string[] = [];

afterAll(async () => {
  await using admin = await open(testServerUrl());
  for (const name of made) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
});

async function emptyDatabase(): Promise<string> {
  const url = testServerUrl();
  const name = clonePrefix + randomUUID().replaceAll("-", "");
  made.push(name);
  await using admin = await open(url);
  await admin.query(`CREATE DATABASE ${name}`);
  return databaseUrl(url, name);
}

/** Runs only the first `count` migrations. */
async function migratePartly(url: string, count: number): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "balcao-migrations-"));
  cpSync(path.join(import.meta.dirname, "..", "migrations"), folder, { recursive: true });
  const file = path.join(folder, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(file, "utf8")) as { entries: unknown[] };
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
  await using client = await open(url);
  await migrate(drizzle(client), { migrationsFolder: folder });
  await client.query("SELECT sync_epoch_check()");
  rmSync(folder, { recursive: true });
}

test("migrating twice changes nothing, also when two nodes start at once", async () => {
  const url = await emptyDatabase();
  const epochs = await Promise.all([migrateDatabase(url), migrateDatabase(url)]);
  epochs.push(await migrateDatabase(url));
  expect(new Set(epochs.map(({ epoch }) => epoch)).size).toBe(1);
  await using client = await open(url);
  const { rows } = await client.query("SELECT hash FROM drizzle.__drizzle_migrations");
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(rows.length);
});

test("later migrations keep the rows of a database that is in use", async () => {
  const url = await emptyDatabase();
  await migratePartly(url, foundation);
  const organization = randomUUID();
  await using client = await open(url);
  const tables = [...(await makeRowEverywhere(client, organization)).keys()];
  await migrateDatabase(url);
  for (const table of tables) {
    expect((await client.query(`SELECT FROM "${table}"`)).rowCount, table).toBeGreaterThan(0);
  }
});
