import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { open } from "../testing/test-server.ts";
import { startEmbeddedDatabase, type EmbeddedDatabase } from "./start.ts";
import { findHousing } from "./unprivileged.ts";

const root = process.getuid?.() === 0;
const patience = 60_000;
let parent: string;
let folder: string;
let started: EmbeddedDatabase[] = [];

beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), "balcao-embedded-"));
  folder = path.join(parent, "postgres");
  chmodSync(parent, 0o755);
});

afterEach(async () => {
  for (const database of started) await database.stop();
  for (const database of started) rmSync(database.folder, { recursive: true, force: true });
  started = [];
  rmSync(parent, { recursive: true });
});

async function start(): Promise<EmbeddedDatabase> {
  const database = await startEmbeddedDatabase({ folder, settings: ["shared_buffers=16MB"] });
  started.push(database);
  return database;
}

async function query(database: EmbeddedDatabase, sql: string): Promise<unknown[]> {
  await using client = await open(database.url);
  return (await client.query(sql)).rows;
}

test("data outlives a stop, and a kill of the server", { timeout: patience }, async () => {
  const first = await start();
  await query(first, "CREATE TABLE kept (value int); INSERT INTO kept VALUES (1)");
  await first.stop();
  await expect(query(first, "SELECT 1")).rejects.toThrow();
  const second = await start();
  await query(second, "INSERT INTO kept VALUES (2)");
  process.kill(second.pid, "SIGKILL");
  const third = await start();
  expect(third.pid).not.toBe(second.pid);
  expect(await query(third, "SELECT value FROM kept ORDER BY value")).toEqual([{ value: 1 }, { value: 2 }]);
});

test(
  "a server that is running already is joined, and can be stopped by who joined it",
  { timeout: patience },
  async () => {
    const first = await start();
    const second = await start();
    expect(second.pid).toBe(first.pid);
    await second.stop();
    await expect(query(first, "SELECT 1")).rejects.toThrow();
  },
);

test("it starts in a folder whose parent is closed to other accounts", { timeout: patience }, async () => {
  chmodSync(parent, 0o700);
  const database = await start();
  expect(await query(database, "SELECT current_database() AS name")).toEqual([{ name: "balcao" }]);
  // Root may enter the folder, but PostgreSQL does not run as root: its files lie where its account can reach them.
  if (root) expect(readlinkSync(path.join(folder, "moved-to"))).toBe(database.folder);
  else expect(database.folder).toBe(folder);
});

// An account that may not read the program cannot run it, so this needs a checkout that is open to it.
test.runIf(root && mayRead(import.meta.dirname))(
  "an ordinary account starts it under its own closed home",
  { timeout: patience },
  () => {
    const account = ordinaryAccount();
    mkdirSync(folder);
    chownSync(parent, account.uid, account.gid);
    chownSync(folder, account.uid, account.gid);
    chmodSync(parent, 0o700);
    const program = `
      import { startEmbeddedDatabase } from ${JSON.stringify(path.join(import.meta.dirname, "start.ts"))};
      const database = await startEmbeddedDatabase({ folder: ${JSON.stringify(folder)} });
      console.log(process.getuid(), database.folder);
      await database.stop();`;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
      ...account,
      cwd: "/",
      encoding: "utf8",
    });
    expect(stdout.trim(), stderr).toBe(`${account.uid} ${folder}`);
    expect(existsSync(path.join(folder, "data", "PG_VERSION"))).toBe(true);
  },
);

function ordinaryAccount(): { uid: number; gid: number } {
  const { owner } = findHousing(path.join(parent, "probe"));
  if (owner === undefined) throw new Error("only root needs another account");
  return owner;
}

function mayRead(file: string): boolean {
  if (!root) return false;
  const probe = mkdtempSync(path.join(tmpdir(), "balcao-probe-"));
  chmodSync(probe, 0o755);
  const { owner } = findHousing(probe);
  rmSync(probe, { recursive: true });
  return spawnSync("/bin/ls", [file], { ...owner, stdio: "ignore" }).status === 0;
}
