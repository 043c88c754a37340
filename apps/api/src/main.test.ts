import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";

const run = promisify(execFile);
const main = path.join(import.meta.dirname, "main.ts");

test("a wrong environment starts nothing: every variable is named, and the exit code tells", async () => {
  const started = run(process.execPath, [main], { env: { PORT: "http", BALCAO_DEMO: "maybe" } });
  await expect(started).rejects.toMatchObject({
    code: 1,
    stdout: "",
    stderr: expect.stringMatching(/^Balcão did not start\.\n {2}PORT must .*\n {2}BALCAO_DEMO must .*\n$/),
  });
});

test("a database that does not answer is one line that says what to do", async () => {
  const dataFolder = await mkdtemp(path.join(tmpdir(), "balcao-start-"));
  onTestFinished(() => rm(dataFolder, { recursive: true }));
  const env = { PORT: "0", DATABASE_URL: "postgres://balcao@127.0.0.1:1/balcao", DATA_FOLDER: dataFolder };
  await expect(run(process.execPath, [main], { env })).rejects.toMatchObject({
    code: 1,
    stderr:
      "Balcão did not start.\n  The database at 127.0.0.1:1 does not answer. Start it, or correct DATABASE_URL.\n",
  });
}, 30_000);
