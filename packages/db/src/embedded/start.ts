import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import pg from "pg";
import { serverEnvironment } from "./env.ts";
import { layOutBinaries } from "./layout.ts";
import { findHousing, type Housing } from "./unprivileged.ts";

export interface EmbeddedDatabase {
  /** Connection string of the database's owner. */
  readonly url: string;
  readonly folder: string;
  /** The postmaster's process id, for tests that kill it. */
  readonly pid: number;
  /** Stops the server after its current transactions; resolves when it has gone. */
  readonly stop: () => Promise<void>;
}

export interface EmbeddedOptions {
  /** Where binaries and data lie; made when missing. */
  readonly folder: string;
  /** Extra `name=value` settings for the server. */
  readonly settings?: readonly string[];
}

const databaseName = "balcao";

/** Starts PostgreSQL 18 with its data under `folder`, making the cluster on the first run. */
export async function startEmbeddedDatabase(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const housing = findHousing(path.resolve(options.folder));
  const binaries = layOutBinaries(housing.folder);
  const data = path.join(housing.folder, "data");
  const password = readPassword(housing);
  if (!existsSync(path.join(data, "PG_VERSION"))) initialize(housing, binaries, data);
  const running = await readRunning(data, password);
  if (running !== null) return running;
  const port = await freePort();
  const server = spawnServer(housing, binaries, data, port, options.settings ?? []);
  const url = connectionUrl(password, port, databaseName);
  await waitUntilReady(server, connectionUrl(password, port, "postgres"), path.join(housing.folder, "server.log"));
  await createDatabase(connectionUrl(password, port, "postgres"));
  return { url, folder: housing.folder, pid: server.pid ?? 0, stop: () => stopServer(server) };
}

function connectionUrl(password: string, port: number, database: string): string {
  return `postgres://balcao:${password}@127.0.0.1:${port}/${database}`;
}

/** The cluster's password, made once and readable by its owner only. */
function readPassword({ folder, owner }: Housing): string {
  const file = path.join(folder, "password");
  mkdirSync(folder, { recursive: true });
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString("base64url"), { mode: 0o600 });
    if (owner !== undefined) chownSync(file, owner.uid, owner.gid);
  }
  return readFileSync(file, "utf8");
}

function initialize({ folder, owner }: Housing, binaries: string, data: string): void {
  const partial = path.join(folder, "data.partial");
  rmSync(partial, { recursive: true, force: true });
  chmodSync(folder, 0o755);
  const result = spawnSync(
    path.join(binaries, "bin", "initdb"),
    [
      `--pgdata=${partial}`,
      "--username=balcao",
      `--pwfile=${path.join(folder, "password")}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--no-instructions",
    ],
    { ...owner, encoding: "utf8", env: serverEnvironment },
  );
  if (result.status !== 0) throw new Error(`initdb failed: ${result.error?.message ?? result.stderr}`);
  renameSync(partial, data);
}

/** A server that a previous run left behind, or that another process started on the same data. */
async function readRunning(data: string, password: string): Promise<EmbeddedDatabase | null> {
  const file = path.join(data, "postmaster.pid");
  if (!existsSync(file)) return null;
  const [pid = "", , , port = ""] = readFileSync(file, "utf8").split("\n");
  const url = connectionUrl(password, Number(port), databaseName);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>("SELECT current_setting('data_directory') AS folder");
    if (rows[0]?.folder !== data) return null;
  } catch {
    // A stale file of a server that was killed: PostgreSQL removes it itself when it starts.
    return null;
  } finally {
    await client.end();
  }
  return {
    url,
    folder: path.dirname(data),
    pid: Number(pid),
    stop: async () => {
      if (signal(Number(pid), "SIGINT")) await waitUntilGone(Number(pid));
    },
  };
}

/** Whether there was a process to receive it. */
function signal(pid: number, name: "SIGINT" | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

async function waitUntilGone(pid: number): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    if (!signal(pid, 0)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`PostgreSQL (process ${pid}) did not stop within 30 seconds.`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

function spawnServer(
  housing: Housing,
  binaries: string,
  data: string,
  port: number,
  settings: readonly string[],
): ChildProcess {
  const options = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=60",
    "shared_buffers=128MB",
    "timezone=UTC",
    "log_timezone=UTC",
    ...settings,
  ];
  const log = openSync(path.join(housing.folder, "server.log"), "a", 0o644);
  const server = spawn(
    path.join(binaries, "bin", "postgres"),
    ["-D", data, ...options.flatMap((option) => ["-c", option])],
    {
      ...housing.owner,
      // Its own process group: Ctrl-C in the terminal reaches us, and we stop it in order.
      detached: true,
      stdio: ["ignore", log, log],
      env: serverEnvironment,
    },
  );
  closeSync(log);
  server.unref();
  return server;
}

async function waitUntilReady(server: ChildProcess, url: string, log: string): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended at start (code ${server.exitCode}). See ${log}`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1000 });
    try {
      await client.connect();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  server.kill("SIGQUIT");
  throw new Error(`PostgreSQL did not answer within 30 seconds. See ${log}`);
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [databaseName]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  } finally {
    await client.end();
  }
}

/** SIGINT is PostgreSQL's fast shutdown: it rolls back what is open and writes a checkpoint. */
async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  server.ref();
  server.kill("SIGINT");
  await gone;
}
