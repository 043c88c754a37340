import path from "node:path";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate as runMigrations } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";

const migrationsFolder = path.join(import.meta.dirname, "..", "migrations");
/** Any constant will do; it only has to be the same on every node. */
const migrationLock = 7_246_001;

/**
 * Brings the database at `url` (its owner's connection) to the newest schema and returns its epoch. Several nodes may
 * call it at once: one migrates, the others wait.
 */
export async function migrateDatabase(url: string): Promise<{ epoch: string }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    await runMigrations(drizzle(client), { migrationsFolder });
    const { rows } = await client.query<{ epoch: string }>("SELECT sync_epoch_check() AS epoch");
    const epoch = rows[0]?.epoch;
    if (epoch === undefined) throw new Error("sync_epoch_check returned nothing");
    return { epoch };
  } finally {
    await client.end();
  }
}
