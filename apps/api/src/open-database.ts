import path from "node:path";
import { startEmbeddedDatabase } from "@balcao/db/embedded/start";
import { migrateDatabase } from "@balcao/db/migrate";
import type { Env } from "./env.ts";

export interface OpenDatabase {
  /** The owner's connection string. */
  readonly url: string;
  /** Stops the embedded database; does nothing to one of the operator's own. */
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
  const embedded = await startEmbeddedDatabase({ folder: path.join(dataFolder, "postgres") });
  return { url: embedded.url, close: embedded.stop };
}
