import { type DemoAccess, describeDemo, prepareDemo } from "./demo.ts";
import type { Env } from "./env.ts";
import { loadKeys } from "./kernel/keys.ts";
import { createLog } from "./kernel/log.ts";
import { type OpenDatabase, openDatabase } from "./open-database.ts";
import { startServer } from "./start-server.ts";

/** Starts everything that the environment asks for, says where it is, and stops it on a signal. */
export async function serve(env: Env): Promise<void> {
  const keys = loadKeys(env.dataFolder, env);
  let database: OpenDatabase | undefined;
  let demo: DemoAccess | null = null;
  const prepareDatabase = async (): Promise<string> => {
    database = await openDatabase(env);
    const { url } = database;
    if (env.demo) demo = await prepareDemo({ databaseUrl: url, dataFolder: env.dataFolder, fieldKeys: keys.fieldKeys });
    return url;
  };
  const options = { ...env, keys, log: createLog(env.logLevel), databaseUrl: prepareDatabase, processMetrics: true };
  const starting = startServer(options);
  // From the first moment: a signal during the start must not leave a database behind.
  stopOnSignal(async () => {
    const server = await starting.catch(() => null);
    await server?.close();
    await database?.close();
  });
  const server = await starting.catch(async (error: unknown) => {
    await database?.close();
    throw error;
  });
  if (demo !== null) process.stdout.write(describeDemo(demo));
  process.stdout.write(`  Balcão: ${server.url}\n`);
}

/** The first signal stops in order; a second one does not wait. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1);
    stopping = true;
    process.stdout.write(`${signal}: finishing. Once more to stop at once.\n`);
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Stopping failed: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on("SIGINT", onSignal);
  process.on("SIGTERM", onSignal);
}
