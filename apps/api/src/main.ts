import { type Env, readEnv } from "./env.ts";
import { loadKeys } from "./kernel/keys.ts";
import { createLog } from "./kernel/log.ts";
import { openDatabase } from "./open-database.ts";
import { startServer } from "./start-server.ts";

const read = readEnv();
if (read.ok) await run(read.env);
else {
  process.stderr.write(`Balcão did not start:\n${read.messages.map((message) => `  ${message}\n`).join("")}`);
  process.exitCode = 1;
}

async function run(env: Env): Promise<void> {
  const log = createLog(env.logLevel);
  const database = await openDatabase(env);
  const server = await startServer({
    ...env,
    databaseUrl: database.url,
    keys: loadKeys(env.dataFolder, env),
    log,
    processMetrics: true,
  });
  process.stdout.write(`Balcão: ${server.url}\n`);
  stopOnSignal(async () => {
    await server.close();
    await database.close();
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
