import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";
import * as schema from "./schema.ts";

/** A Drizzle handle on one connection inside a transaction, or on the pool for the tables of identity. */
export type Database = NodePgDatabase<typeof schema>;

/** A transaction of one organization: row-level security shows it that organization's rows only. */
export interface TenantTransaction {
  readonly db: Database;
  /** For statements that Drizzle does not express. */
  readonly client: pg.PoolClient;
}

export interface Connection {
  readonly pool: pg.Pool;
  /** Outside of any organization: only better-auth's tables can be seen. */
  readonly db: Database;
  readonly close: () => Promise<void>;
}

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Opens a pool whose connections work as `balcao_app`, the role that row-level security binds. */
export function connect(url: string, options: { readonly connections?: number } = {}): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.connections ?? 16,
    options: "-c role=balcao_app -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s",
    application_name: "balcao",
    // A request that finds no connection in this time is told so, rather than left waiting.
    connectionTimeoutMillis: 10_000,
  });
  // An idle connection that the server closes must not end the process; the next query opens another.
  pool.on("error", () => undefined);
  // Nor must one that is in use: its query rejects and tells whoever waits. Without a listener Node ends the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return { pool, db: drizzle(pool, { schema }), close: () => pool.end() };
}

export interface TransactionOptions {
  readonly mode?: "read-write" | "read-only" | "snapshot";
}

const begins = {
  "read-write": "BEGIN",
  "read-only": "BEGIN READ ONLY",
  // One state of the database for every statement.
  snapshot: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
} as const;

/** Runs `work` in one transaction of `organizationId`; commits when it resolves, rolls back when it throws. */
export async function inTenant<T>(
  connection: Connection,
  organizationId: string,
  work: (tx: TenantTransaction) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  if (!uuidShape.test(organizationId)) throw new TypeError(`not an organization id: ${organizationId}`);
  const begin = `${begins[options.mode ?? "read-write"]}; SET LOCAL app.organization_id = '${organizationId}'`;
  return transact(connection, begin, (client) => work({ db: drizzle(client, { schema }), client }));
}

/** Runs `work` in a read-only transaction on one state of the database, outside of any organization. */
export function inSnapshot<T>(connection: Connection, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return transact(connection, begins.snapshot, work);
}

/** A connection that cannot even roll back is not used again. */
async function transact<T>(
  connection: Connection,
  begin: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await connection.pool.connect();
  let broken = false;
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

let savepoints = 0;

/** Runs `work` so that its failure undoes only itself, inside a transaction that goes on. */
export async function inSavepoint<T>(tx: TenantTransaction, work: () => Promise<T>): Promise<T> {
  savepoints = (savepoints + 1) % 1_000_000;
  const name = `s${savepoints}`;
  await tx.client.query(`SAVEPOINT ${name}`);
  try {
    const result = await work();
    await tx.client.query(`RELEASE SAVEPOINT ${name}`);
    return result;
  } catch (error) {
    await tx.client.query(`ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`);
    throw error;
  }
}
