import { seedTestChain, type TestChain, type TestChainOptions } from "@balcao/db/testing/seed-test-chain";
import { createTestDatabase, type TestDatabase } from "@balcao/db/testing/test-database";
import pg from "pg";
import type { RunningServer, ServerOptions } from "../start-server.ts";
import { serveTest } from "./serve-test.ts";

/** A chain in a database of its own, and the server over it. */
export interface ChainScene {
  readonly database: TestDatabase;
  readonly chain: TestChain;
  readonly server: RunningServer;
  /** The database's owner, whom row-level security does not bind. A transaction needs a connection of its own. */
  readonly owner: pg.Pool;
  readonly close: () => Promise<void>;
}

/** With a second chain, whose rows the first must not see. */
export interface TwoChainScene extends ChainScene {
  readonly other: TestChain;
}

/** Opens a scene with one chain. Close it in `afterAll`. */
export async function setChainScene(
  options: TestChainOptions = {},
  serverOptions: Partial<ServerOptions> = {},
): Promise<ChainScene> {
  const database = await createTestDatabase();
  return serve(database, await seedTestChain(database.url, options), serverOptions);
}

/** Opens a scene with two chains; the other one's number is 2. Close it in `afterAll`. */
export async function setTwoChainScene(
  options: TestChainOptions = {},
  otherOptions: TestChainOptions = {},
  serverOptions: Partial<ServerOptions> = {},
): Promise<TwoChainScene> {
  const database = await createTestDatabase();
  const chain = await seedTestChain(database.url, options);
  const other = await seedTestChain(database.url, { chain: 2, ...otherOptions });
  return { ...(await serve(database, chain, serverOptions)), other };
}

async function serve(database: TestDatabase, chain: TestChain, options: Partial<ServerOptions>): Promise<ChainScene> {
  const server = await serveTest(database.url, options);
  const owner = new pg.Pool({ connectionString: database.url, max: 4 });
  return {
    database,
    chain,
    server,
    owner,
    close: async () => {
      await server.close();
      await owner.end();
      await database.drop();
    },
  };
}
