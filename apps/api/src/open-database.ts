import path from "node:path";
import { startEmbeddedDatabase } from "@balcao/db/embedded/start";
import { migrateDatabase } from "@balcao/db/migrate";
import pg from "pg";
import type { Env } from "./env.ts";

export interface OpenDatabase {
  /** The owner's connection string. */
  readonly url: string;
  /** Stops the embedded database, unless another process works on it; leaves one of the operator's own alone. */
  readonly close: () => Promise<void>;
}

/** The database of DATABASE_URL, or the embedded one under the data folder; migrated to the newest schema. */
export async function openDatabase(env: Pick<Env, "databaseUrl" | "dataFolder">): Promise<OpenDatabase> {
  const database = await start(env);
  try {
    await migrateDatabase(database.url);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function start({ databaseUrl, dataFolder }: Pick<Env, "databaseUrl" | "dataFolder">): Promise<OpenDatabase> {
  if (databaseUrl !== undefined) return { url: databaseUrl, close: async () => undefined };
  const { url, stop } = await startEmbeddedDatabase({ folder: path.join(dataFolder, "postgres") });
  return {
    url,
    close: async () => {
      if (!(await inUse(url))) await stop();
    },
  };
}

/** Whether a server or a command still has connections; this process has closed its own. */
async function inUse(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: "balcao stop" });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      "SELECT FROM pg_stat_activity WHERE application_name = 'balcao' AND datname = current_database()",
    );
    return rowCount !== 0;
  } finally {
    await client.end();
  }
}
