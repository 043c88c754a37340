import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pino } from "pino";
import type { LimitSettings } from "../kernel/limits.ts";
import { type RunningServer, type ServerOptions, startServer } from "../start-server.ts";

/** Limits that tests do not meet. */
export const noLimits: LimitSettings = { caller: 1e6, address: 1e6, stranger: 1e6, reader: 1e6, readers: 1e6 };

/** A whole server over a test database, on a free port, with limits that tests do not meet. */
export async function serveTest(databaseUrl: string, options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), "balcao-test-"));
  const server = await startServer({
    databaseUrl,
    dataFolder,
    port: 0,
    pwaFolder: path.join(dataFolder, "no-app"),
    keys: { authSecret: "t".repeat(43), fieldKeys: ["f".repeat(43)] },
    // Tests fail things on purpose; what the server says of it belongs into its own log.
    log: pino({ level: "fatal" }),
    limits: noLimits,
    ...options,
  });
  return {
    ...server,
    close: async () => {
      await server.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
