import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, inTenant, type Connection, type TenantTransaction } from "./connect.ts";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";
import { insertRow, makeRowEverywhere, type MadeRows } from "./testing/generic-rows.ts";
import { open } from "./testing/test-server.ts";

const mine = randomUUID();
const theirs = randomUUID();

/** better-auth looks these up before a tenant is known (identity/auth.table.ts). */
const beforeTenant = ["invitation", "member"];
/** The rest of what the server may see across organizations: better-auth's own, and positions of the feed. */
const withoutTenant = [
  "account",
  "change_feed",
  "organization",
  "rate_limit",
  "scope_sum",
  "session",
  "sync_epoch",
  "user",
  "verification",
];
/** Facts and histories: added, never changed. */
const facts = [
  "audit_entry",
  "command_link",
  "command_receipt",
  "payment",
  "sale",
  "sale_exception",
  "sale_line",
  "stock_movement",
];

let database: TestDatabase;
let connection: Connection;
let theirRows: MadeRows;
let tenantTables: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  await using owner = await open(database.url);
  await makeRowEverywhere(owner, mine);
  theirRows = await makeRowEverywhere(owner, theirs);
  tenantTables = await readNames(
    owner,
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'public' AND column_name = 'organization_id' ORDER BY 1`,
  );
  tenantTables = tenantTables.filter((table) => !beforeTenant.includes(table));
  connection = connect(database.url, { connections: 2 });
});

afterAll(async () => {
  await connection.close();
  await database.drop();
});

async function readNames(client: pg.ClientBase, sql: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(sql);
  return rows.map(({ name }) => name);
}

const asMe = <T>(work: (tx: TenantTransaction) => Promise<T>) => inTenant(connection, mine, work);

/** The code PostgreSQL refuses `sql` with, or how many rows it touched. */
async function attempt(sql: string, parameters: readonly unknown[] = []): Promise<string | number | null> {
  try {
    return await asMe(async ({ client }) => (await client.query(sql, [...parameters])).rowCount);
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? null) : null;
  }
}

const refused = "42501";

describe("another organization's rows", () => {
  test("cannot be seen, in any table", async () => {
    for (const table of tenantTables) {
      const seen = await asMe(({ client }) =>
        readNames(client, `SELECT DISTINCT organization_id::text AS name FROM "${table}"`),
      );
      expect(seen, table).toEqual([mine]);
    }
  });

  test("cannot be changed or deleted, in any table", async () => {
    for (const table of tenantTables) {
      for (const sql of [
        `UPDATE "${table}" SET organization_id = organization_id WHERE organization_id = $1`,
        `DELETE FROM "${table}" WHERE organization_id = $1`,
      ]) {
        expect([0, refused], sql).toContain(await attempt(sql, [theirs]));
      }
    }
  });

  test("cannot be added, and own rows cannot be handed over, in any table", async () => {
    for (const table of tenantTables) {
      const row = theirRows.get(table) ?? {};
      const added = asMe(({ client }) => insertRow(client, table, row));
      await expect(added, table).rejects.toMatchObject({ code: refused });
      expect(await attempt(`UPDATE "${table}" SET organization_id = $1`, [theirs]), table).toBe(refused);
    }
  });
});

test("without an organization no tenant's row is seen", async () => {
  for (const table of tenantTables) {
    const { rowCount } = await connection.pool.query(`SELECT FROM "${table}"`);
    expect(rowCount, table).toBe(0);
  }
});

test("the setting of one transaction does not reach the next on the same connection", async () => {
  const single = connect(database.url, { connections: 1 });
  await inTenant(single, mine, ({ client }) => client.query("SELECT FROM store"));
  expect((await single.pool.query("SELECT FROM store")).rowCount).toBe(0);
  await single.close();
});

test("facts cannot be changed or deleted, not even one's own", async () => {
  for (const table of facts) {
    expect(tenantTables).toContain(table);
    expect(await attempt(`UPDATE "${table}" SET organization_id = organization_id`), table).toBe(refused);
    expect(await attempt(`DELETE FROM "${table}"`), table).toBe(refused);
    expect(await attempt(`TRUNCATE "${table}" CASCADE`), table).toBe(refused);
  }
});

test("stock levels are written by the ledger alone", async () => {
  expect(await attempt("UPDATE stock_level SET quantity = 5")).toBe(refused);
  expect(await attempt("DELETE FROM stock_level")).toBe(refused);
});

test("every table is either a tenant's or on the list of those that are not", async () => {
  await using owner = await open(database.url);
  const granted = await readNames(
    owner,
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm', 'p')
       AND has_table_privilege('balcao_app', oid, 'SELECT')
       AND NOT (relrowsecurity AND EXISTS (SELECT FROM pg_policy WHERE polrelid = pg_class.oid))
     ORDER BY 1`,
  );
  expect(granted).toEqual([...beforeTenant, ...withoutTenant].sort());
});

test("row security binds every tenant table", async () => {
  await using owner = await open(database.url);
  const bound = await readNames(
    owner,
    `SELECT relname AS name FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relrowsecurity AND relkind = 'r' ORDER BY 1`,
  );
  expect(bound).toEqual(tenantTables);
});
