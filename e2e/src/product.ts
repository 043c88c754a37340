import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { startEmbeddedDatabase } from "@balcao/db/embedded/start";
import { createGivenDatabase } from "@balcao/db/testing/given-database";
import pg from "pg";
import { freePort } from "./ports.ts";

const repository = path.join(import.meta.dirname, "..", "..");
/** The pinned Node runs the server as it does in production. */
const node = process.execPath;

/** The product as people run it: its own process, its own database, its own folder. */
export interface Product {
  /** Where the server itself listens; browsers come through the network between (network.ts). */
  readonly port: number;
  readonly databaseUrl: string;
  /** DATA_FOLDER: keys, demo logins, the database. */
  readonly folder: string;
  /** The server's process. */
  readonly pid: () => number;
  readonly sql: <T extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<T[]>;
  /** `pnpm balcao ...`, with its output; throws when it fails. */
  readonly balcao: (...args: string[]) => string;
  /** Kills the server as a power cut would, or asks it to stop, and starts it again. */
  readonly restart: (signal: "SIGKILL" | "SIGTERM") => Promise<void>;
  /** Resolves when the server's process has ended, by whatever hand. */
  readonly ended: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface ProductOptions {
  /** The folder in which the product's own folder is made. */
  readonly parent?: string;
  /** The port people open, when a network stands between (network.ts). */
  readonly publicPort?: number;
  readonly demo?: boolean;
  /** A module that the server's process loads before anything else. */
  readonly preload?: string;
  /** Variables of the server's environment besides its own. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts the server on a new folder, as `npm start` does after its build: with an embedded database, or on the server given to the tests. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const folder = mkdtempSync(path.join(options.parent ?? tmpdir(), "balcao-e2e-"));
  // For root, PostgreSQL runs as somebody else, and would lay its files elsewhere if that one could not enter.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const given = await createGivenDatabase();
  const environment = {
    ...process.env,
    ...(given === null ? {} : { DATABASE_URL: given.url }),
    PORT: String(port),
    DATA_FOLDER: folder,
    BALCAO_DEMO: options.demo === true ? "on" : "off",
    PUBLIC_ORIGIN: `http://localhost:${options.publicPort ?? port}`,
    LOG_LEVEL: "error",
    ...options.environment,
  };
  const program = [...(options.preload === undefined ? [] : ["--import", options.preload]), "apps/api/src/main.ts"];
  let server = await launch(program, environment);
  // The server has started the embedded one, so that this finds it.
  const findDatabase = async () =>
    given?.url ?? (await startEmbeddedDatabase({ folder: path.join(folder, "postgres") })).url;
  let databaseUrl = await findDatabase();
  const balcao = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(node, ["apps/api/src/cli.ts", ...args], {
      cwd: repository,
      env: environment,
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`balcao ${args.join(" ")}: ${stderr}${stdout}`);
    return stdout;
  };
  let opened: pg.Pool | null = null;
  const database = () => {
    if (opened !== null) return opened;
    opened = new pg.Pool({ connectionString: databaseUrl, max: 2 });
    opened.on("error", () => undefined);
    return opened;
  };
  // An embedded database may have another port after each start.
  const forget = async () => {
    await opened?.end();
    opened = null;
  };
  return {
    port,
    get databaseUrl() {
      return databaseUrl;
    },
    folder,
    pid: () => server.pid ?? 0,
    balcao,
    sql: async <T extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) =>
      (await database().query<T>(text, [...values])).rows,
    restart: async (signal) => {
      await end(server, signal);
      server = await launch(program, environment);
      databaseUrl = await findDatabase();
      await forget();
    },
    ended: () => gone(server),
    stop: async () => {
      await forget();
      await end(server, "SIGTERM");
      await given?.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Another node of the API. */
export interface Node {
  readonly port: number;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts a second node over the database of a product; `environment` is what both were given. */
export async function startNode(product: Product, environment: Readonly<Record<string, string>>): Promise<Node> {
  const folder = mkdtempSync(path.join(tmpdir(), "balcao-e2e-node-"));
  const port = await freePort();
  const own = {
    ...process.env,
    DATABASE_URL: product.databaseUrl,
    PORT: String(port),
    DATA_FOLDER: folder,
    BALCAO_DEMO: "off",
    LOG_LEVEL: "error",
    ...environment,
  };
  const open = () => launch(["apps/api/src/main.ts"], own);
  let server = await open();
  return {
    port,
    kill: () => end(server, "SIGKILL"),
    start: async () => {
      server = await open();
    },
    stop: async () => {
      await end(server, "SIGTERM");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function launch(program: readonly string[], environment: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const server = spawn(node, program, {
    cwd: repository,
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const url = `http://127.0.0.1:${environment["PORT"]}/health`;
  createInterface({ input: server.stdout }).on("line", () => undefined);
  for (let attempt = 0; attempt < 600; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`the server ended at start with code ${server.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok === true) return server;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the server did not become healthy within a minute");
}

async function end(server: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const over = gone(server);
  server.kill(signal);
  await over;
}

async function gone(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  await new Promise((resolve) => server.once("exit", resolve));
}
