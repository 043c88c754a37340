import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { startEmbeddedDatabase, type EmbeddedDatabase } from "../embedded/start.ts";
import { migrateDatabase } from "../migrate.ts";

const migrationsFolder = path.join(import.meta.dirname, "..", "..", "migrations");
/** Held shared by every test run on a server, so that the last one to leave cleans up. */
const runsLock = 7_246_002;
/** Held while a template is being made. */
const templateLock = 7_246_003;
export const clonePrefix = "balcao_test_";
const templatePrefix = "balcao_template_";

/** A connection that is closed when its block ends. */
export async function open(url: string): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client({ connectionString: url });
  // A server that goes away ends the query in progress with an error; the idle connection needs no second one.
  client.on("error", () => undefined);
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

/** The same server's `database`. */
export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

/**
 * Joins the test server in `folder`, starting it when no other run has, and announces this run. Durability is off: a
 * test database is never read again after a crash.
 */
export async function joinEmbedded(folder: string): Promise<{ server: EmbeddedDatabase; run: pg.Client }> {
  const settings = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"];
  for (let attempt = 1; ; attempt += 1) {
    try {
      const server = await startEmbeddedDatabase({ folder, settings });
      return { server, run: await announceRun(server.url) };
    } catch (error) {
      // Another run may be starting or stopping the same server at this moment.
      if (attempt === 5) throw error;
      await sleep(500 + Math.random() * 1000);
    }
  }
}

/** Marks this run as a user of the server for as long as the returned connection lives. */
export async function announceRun(url: string): Promise<pg.Client> {
  const run = await open(url);
  await run.query("SELECT pg_advisory_lock_shared($1)", [runsLock]);
  return run;
}

/** Ends the run. When it was the last one: drops what runs have left behind and calls `whenLast`. */
export async function leave(run: pg.Client, whenLast: () => Promise<void>): Promise<void> {
  await run.query("SELECT pg_advisory_unlock_shared($1)", [runsLock]);
  const { rows } = await run.query<{ last: boolean }>("SELECT pg_try_advisory_lock($1) AS last", [runsLock]);
  const last = rows[0]?.last === true;
  if (last) await dropLeftovers(run);
  await run.end();
  if (last) await whenLast();
}

/** Copies that were left behind, and templates of other states of the migrations. */
async function dropLeftovers(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database
     WHERE starts_with(datname, $1) OR (starts_with(datname, $2) AND datname <> $3)`,
    [clonePrefix, templatePrefix, templateName()],
  );
  for (const { name } of rows) await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Makes the migrated database that tests copy, once per state of the migrations, and returns its name. */
export async function prepareTemplate(serverUrl: string): Promise<string> {
  const template = templateName();
  await using admin = await open(serverUrl);
  await admin.query("SELECT pg_advisory_lock($1)", [templateLock]);
  const known = await admin.query("SELECT FROM pg_database WHERE datname = $1", [template]);
  if (known.rowCount === 0) {
    const partial = `${template}_partial`;
    await admin.query(`DROP DATABASE IF EXISTS ${partial} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${partial}`);
    await migrateDatabase(databaseUrl(serverUrl, partial));
    await admin.query(`ALTER DATABASE ${partial} RENAME TO ${template}`);
  }
  return template;
}

function templateName(): string {
  const hash = createHash("sha256");
  const migrations = readdirSync(migrationsFolder).filter((entry) => entry.endsWith(".sql"));
  for (const name of [...migrations.toSorted(), path.join("meta", "_journal.json")]) {
    hash.update(name).update(readFileSync(path.join(migrationsFolder, name)));
  }
  return templatePrefix + hash.digest("hex").slice(0, 16);
}
