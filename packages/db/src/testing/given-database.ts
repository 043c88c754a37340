import { randomUUID } from "node:crypto";
import { testDatabaseUrl } from "./env.ts";
import { announceRun, clonePrefix, databaseUrl, leave, open } from "./test-server.ts";

export interface GivenDatabase {
  /** Connection string of the owner. */
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** An empty database on the server that BALCAO_TEST_DATABASE_URL names; null when it names none. */
export async function createGivenDatabase(): Promise<GivenDatabase | null> {
  const server = testDatabaseUrl;
  if (server === null) return null;
  const name = clonePrefix + randomUUID().replaceAll("-", "");
  const run = await announceRun(server);
  await run.query(`CREATE DATABASE ${name}`);
  return {
    url: databaseUrl(server, name),
    drop: async () => {
      await using admin = await open(server);
      await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await leave(run, () => Promise.resolve());
    },
  };
}
