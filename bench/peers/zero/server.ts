import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { openSync } from "node:fs";
import path from "node:path";
import { freePort } from "@balcao/e2e/ports";
import { handleQueryRequest } from "@rocicorp/zero/server";
import { answerJson, serve } from "../http.ts";
import { moment, type StartServer } from "../peer.ts";
import { openProductTable } from "../product-table.ts";
import { schema, zql } from "./schema.ts";

/** So long zero-cache takes at most to hear of what was committed, in milliseconds. */
const hearing = 3000;

/** Zero's own server over a PostgreSQL, and the endpoint that tells it what a query means. */
export const start: StartServer = async ({ products, folder }) => {
  const table = await openProductTable({
    folder,
    products,
    // Zero's connections besides our own.
    settings: ["wal_level=logical", "max_connections=200"],
  });
  const endpoint = await serve(async (request, response, url) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const answer = await handleQueryRequest({
      handler: () => zql.product,
      schema,
      userID: "bench",
      query: url.searchParams,
      body: JSON.parse(Buffer.concat(parts).toString()) as never,
    });
    await answerJson(response, answer);
  });
  const port = await freePort();
  const cache = await startCache(port, path.join(folder, "zero.log"), {
    ZERO_UPSTREAM_DB: table.url,
    ZERO_REPLICA_FILE: path.join(folder, "replica.db"),
    ZERO_QUERY_URL: `http://127.0.0.1:${endpoint.port}/query`,
  });
  const heard = () => new Promise((resolve) => setTimeout(resolve, hearing));
  return {
    port,
    reprice: async (rows) => {
      await table.reprice(rows);
      await heard();
    },
    remove: async (ids) => {
      await table.remove(ids);
      await heard();
    },
    write: async (row) => {
      await table.reprice([row]);
      return moment();
    },
    stop: async () => {
      await endCache(cache);
      await endpoint.stop();
      await table.stop();
    },
  };
};

async function startCache(
  port: number,
  log: string,
  environment: Readonly<Record<string, string>>,
): Promise<ChildProcess> {
  const program = path.join(import.meta.dirname, "../node_modules/@rocicorp/zero/out/zero/src/cli.js");
  const child = spawn(process.execPath, [program], {
    stdio: ["ignore", "ignore", openSync(log, "a")],
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      NODE_ENV: "production",
      ZERO_PORT: String(port),
      ZERO_ADMIN_PASSWORD: "bench",
      ZERO_ENABLE_TELEMETRY: "false",
      ZERO_LOG_LEVEL: "error",
      ZERO_NUM_SYNC_WORKERS: "1",
      // Its default is not to compress.
      ZERO_WEBSOCKET_COMPRESSION: "true",
      ...environment,
    },
  });
  for (let attempt = 0; attempt < 1200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`zero-cache ended at start with code ${child.exitCode}`);
    const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => null);
    if (answer?.ok === true) return child;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await endCache(child);
  throw new Error("zero-cache did not become ready within two minutes");
}

/** Zero puts its processes into groups of their own, so that they are looked for. */
async function endCache(child: ChildProcess): Promise<void> {
  const parents = spawnSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" })
    .stdout.trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const all = new Set([child.pid ?? 0]);
  for (let before = 0; before < all.size;) {
    before = all.size;
    for (const [pid = 0, parent = 0] of parents) if (all.has(parent)) all.add(pid);
  }
  const gone = new Promise((resolve) => child.once("exit", resolve));
  for (const pid of all) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
  if (child.exitCode === null && child.signalCode === null) await gone;
}
