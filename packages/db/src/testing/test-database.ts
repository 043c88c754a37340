import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { inject } from "vitest";
import { clonePrefix, databaseUrl, open } from "./test-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where `createTestDatabase` copies which database. */
    readonly testServer: { readonly url: string; readonly template: string };
  }
}

export interface TestDatabase {
  /** Connection string of the owner; `connect(url)` works as balcao_app on it. */
  readonly url: string;
  readonly epoch: string;
  /** Ends every connection and drops the database. */
  readonly drop: () => Promise<void>;
}

/** The server that this run's test databases are on: the connection string of a superuser. */
export function testServerUrl(): string {
  return inject("testServer").url;
}

/** A migrated, empty database of its own for a test file (`x.pg.test.ts`). Drop it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url: serverUrl, template } = inject("testServer");
  const name = clonePrefix + randomUUID().replaceAll("-", "");
  await using admin = await open(serverUrl);
  await copyDatabase(admin, template, name);
  const url = databaseUrl(serverUrl, name);
  return { url, epoch: await checkEpoch(url), drop: () => dropDatabase(serverUrl, name) };
}

/** Two copies of one template may meet; PostgreSQL then refuses the second for a moment (object_in_use). */
async function copyDatabase(admin: pg.Client, template: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
      return;
    } catch (error) {
      if (attempt === 20 || (error as { code?: unknown }).code !== "55006") throw error;
      await sleep(100);
    }
  }
}

/** The epoch is bound to one database: the copy gets its own. */
async function checkEpoch(url: string): Promise<string> {
  await using client = await open(url);
  const { rows } = await client.query<{ epoch: string }>("SELECT sync_epoch_check() AS epoch");
  const epoch = rows[0]?.epoch;
  if (epoch === undefined) throw new Error("sync_epoch_check returned nothing");
  return epoch;
}

/** Connections that are on their way out get a moment: a pool that has ended still hears what its server says. */
async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  await using admin = await open(serverUrl);
  for (let attempt = 1; attempt <= 40; attempt += 1) {
    const { rows } = await admin.query("SELECT 1 FROM pg_stat_activity WHERE datname = $1", [name]);
    if (rows.length === 0) break;
    await sleep(50);
  }
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}
