import { setTimeout as sleep } from "node:timers/promises";
import { connect, type Connection } from "@balcao/db/connect";
import { createTestDatabase, type TestDatabase } from "@balcao/db/testing/test-database";
import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import type { PageEnd } from "@balcao/sync/server/ports";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postgresFeed } from "./postgres-feed.ts";

const writers = 16;
const writingTime = 20_000;

let database: TestDatabase;
let chain: TestChain;
let connection: Connection;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedTestChain(database.url, { products: 1 });
  connection = connect(database.url, { connections: 4 });
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

/** Writes one row after another, each in a transaction that stays open for up to 20 ms, some of them rolled back. */
async function write(until: number, committed: Set<string>): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  while (Date.now() < until) {
    const id = uuidv7();
    await client.query("BEGIN");
    await client.query("INSERT INTO category (id, organization_id, name) VALUES ($1, $2, $1::uuid::text)", [
      id,
      chain.organizationId,
    ]);
    await sleep(Math.random() * 20);
    const keep = Math.random() < 0.95;
    await client.query(keep ? "COMMIT" : "ROLLBACK");
    if (keep) committed.add(id);
  }
  await client.end();
}

/** One transaction that is open for six seconds while the others come and go. */
async function writeSlowly(committed: Set<string>): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await sleep(3000);
  const id = uuidv7();
  await client.query("BEGIN");
  await client.query("INSERT INTO category (id, organization_id, name) VALUES ($1, $2, 'devagar')", [
    id,
    chain.organizationId,
  ]);
  await sleep(6000);
  await client.query("COMMIT");
  committed.add(id);
  await client.end();
}

test(
  "a reader that follows cursors beside sixteen writers misses nothing and gets nothing twice",
  async () => {
    const feed = postgresFeed(connection);
    const committed = new Set<string>();
    const received = new Map<string, number>();
    const pauses: number[] = [];
    let cursor = (await feed.beginning()).now;
    let lastNews = Date.now();

    const readOn = async () => {
      const next = await feed.within(chain.organizationId, async (state) => {
        for (let after: PageEnd | null = null; ;) {
          const page = await state.changes(new Map([[chain.organizationId, cursor]]), state.now, after, 500);
          for (const change of page.changes) received.set(change.rowId, (received.get(change.rowId) ?? 0) + 1);
          if (page.changes.length > 0) {
            pauses.push(Date.now() - lastNews);
            lastNews = Date.now();
          }
          after = page.next;
          if (after === null) return state.now;
        }
      });
      cursor = next;
    };

    const until = Date.now() + writingTime;
    let writing = true;
    const written = Promise.all([
      ...Array.from({ length: writers }, () => write(until, committed)),
      writeSlowly(committed),
    ]).finally(() => {
      writing = false;
    });
    while (writing) {
      await readOn();
      await sleep(10);
    }
    await written;
    await readOn();

    expect(committed.size).toBeGreaterThan(1000);
    expect([...committed].filter((id) => !received.has(id))).toEqual([]);
    expect([...received].filter(([id, times]) => times > 1 || !committed.has(id))).toEqual([]);
    // The long transaction held nobody up: news kept coming while it was open.
    expect(Math.max(...pauses)).toBeLessThan(5000);
  },
  writingTime + 30_000,
);
