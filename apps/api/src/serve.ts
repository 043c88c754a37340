import { hasOrganization } from "@balcao/db/seed/seed-demo";
import { describeDemo, prepareDemo } from "./demo.ts";
import type { Env } from "./env.ts";
import { type Keys, loadKeys } from "./kernel/keys.ts";
import { createLog } from "./kernel/log.ts";
import { type OpenDatabase, openDatabase } from "./open-database.ts";
import { startServer } from "./start-server.ts";

/** Starts everything that the environment asks for, says where it is, and stops it on a signal. */
export async function serve(env: Env): Promise<void> {
  const keys = loadKeys(env.dataFolder, env);
  let database: OpenDatabase | undefined;
  let inside = "";
  const prepareDatabase = async (): Promise<string> => {
    database = await openDatabase(env);
    inside = await prepareChain(env, database.url, keys);
    return database.url;
  };
  const options = { ...env, keys, log: createLog(env.logLevel), databaseUrl: prepareDatabase, processMetrics: true };
  const starting = startServer(options);
  // From the first moment: a signal during the start must not leave a database behind.
  stopOnSignal(async () => {
    const server = await starting.catch(() => null);
    await server?.close();
    await database?.close();
  });
  const { services } = await starting.catch(async (error: unknown) => {
    await database?.close();
    throw error;
  });
  process.stdout.write(`${inside}${reachHint(env)}  Balcão: ${services.origins.main}\n`);
}

/** Makes or finds the demo chain, and says how to get in; for an empty database without a demo, how to begin. */
async function prepareChain(env: Env, databaseUrl: string, { fieldKeys }: Keys): Promise<string> {
  const demo = env.demo ? await prepareDemo({ databaseUrl, dataFolder: env.dataFolder, fieldKeys }) : null;
  if (demo !== null) return describeDemo(demo);
  if (await hasOrganization(databaseUrl)) return "";
  return "  There is no organization yet. Begin with: pnpm balcao organization create, then: pnpm balcao person create\n";
}

/** Browsers on other machines are refused every write until the server knows the address that they use. */
function reachHint({ host, publicOrigins }: Env): string {
  const closed = host === "localhost" || host === "::1" || host.startsWith("127.");
  if (closed || publicOrigins.length > 0) return "";
  return "  Other machines cannot sign in yet: set PUBLIC_ORIGIN to the address that people open.\n";
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
