import { type DemoAccess, describeDemo, prepareDemo } from "./demo.ts";
import { type Env, readEnv } from "./env.ts";
import { loadKeys } from "./kernel/keys.ts";
import { createLog } from "./kernel/log.ts";
import { type OpenDatabase, openDatabase } from "./open-database.ts";
import { startFailure } from "./start-failure.ts";
import { startServer } from "./start-server.ts";

const read = readEnv();
if (read.ok) run(read.env).catch((error: unknown) => fail([startFailure(error)]));
else fail(read.messages);

function fail(messages: readonly string[]): void {
  process.stderr.write(`Balcão did not start.\n${messages.map((message) => `  ${message}\n`).join("")}`);
  process.exit(1);
}

async function run(env: Env): Promise<void> {
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
  const server = await startServer(options).catch(async (error: unknown) => {
    await database?.close();
    throw error;
  });
  if (demo !== null) process.stdout.write(describeDemo(demo));
  process.stdout.write(`  Balcão: ${server.url}\n`);
  stopOnSignal(async () => {
    await server.close();
    await database?.close();
  });
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
