import { enableCompileCache } from "node:module";
import { quickenImports } from "@balcao/db/quick-imports";
import { type Env, readEnv } from "./env.ts";

enableCompileCache();
quickenImports();
const read = readEnv();
if (read.ok) await start(read.env);
else fail(read.messages);

/** Loaded only now: a wrong environment is told at once, and the cache serves everything behind this line. */
async function start(env: Env): Promise<void> {
  const [{ serve }, { startFailure }] = await Promise.all([import("./serve.ts"), import("./start-failure.ts")]);
  try {
    await serve(env);
  } catch (error) {
    fail([startFailure(error)]);
  }
}

function fail(messages: readonly string[]): void {
  process.stderr.write(`Balcão did not start.\n${messages.map((message) => `  ${message}\n`).join("")}`);
  process.exit(1);
}
