import { readFileSync } from "node:fs";
import path from "node:path";
import { connect, type Connection } from "@balcao/db/connect";
import { seedTestChain } from "@balcao/db/testing/seed-test-chain";
import { createTestDatabase, type TestDatabase } from "@balcao/db/testing/test-database";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importCatalogVerb } from "./import-cli.ts";
import { sampleFiles } from "./testing/sample-files.ts";
import { writeFile } from "./testing/write-file.ts";

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedTestChain(database.url, { products: 0, customers: 0 });
  connection = connect(database.url, { connections: 2 });
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

const { firstStore = "", foodFacts = "" } = sampleFiles[0] ?? {};

async function run(...args: string[]): Promise<{ code: number; printed: string }> {
  const lines: string[] = [];
  const keys = { authSecret: "", fieldKeys: [] };
  const cli = {
    databaseUrl: database.url,
    connection,
    keys,
    log: pino({ level: "silent" }),
    print: (line: string) => void lines.push(line),
  };
  return { code: (await importCatalogVerb.run(args, cli)) ?? 0, printed: lines.join("\n") };
}

test("a dry run says what would happen, the import says what did, and the second time nothing is left to do", async () => {
  expect(await run(firstStore, "--store", "01", "--dry-run")).toMatchObject({
    code: 0,
    printed: expect.stringMatching(/Nothing was written[^]*20 new, 0 changed/),
  });
  expect(await run(firstStore, "--store", "01")).toMatchObject({
    code: 0,
    printed: expect.stringMatching(/Imported[^]*20 new/),
  });
  expect(await run(firstStore, "--store", "01")).toMatchObject({
    code: 0,
    printed: expect.stringMatching(/0 new, 0 changed, 20 the same/),
  });
});

test("refused lines are printed, written to the report, and end the command with 2", async () => {
  const report = writeFile("");
  const { code, printed } = await run(foodFacts, "--organization", "chain-1", "--report", report);
  expect(code).toBe(2);
  expect(printed).toMatch(/line 5, name: The product's name is missing/);
  expect(readFileSync(report, "utf8").split("\r\n")[1]).toMatch(/^5,name,NAME_MISSING,/);
});

test.each([
  [[], /Name one file/],
  [["a.csv", "b.csv"], /Name one file/],
  [[path.join(import.meta.dirname, "no-such.csv")], /There is no file/],
  [[firstStore, "--store", "99"], /No store has the code 99/],
  [[firstStore, "--organization", "nobody"], /No organization/],
  [[firstStore, "--profile", "none"], /no import profile/],
])("%j is refused in words", async (args, words) => {
  await expect(run(...args)).rejects.toThrow(words);
});

test("with several chains the command asks which one is meant", async () => {
  await seedTestChain(database.url, { chain: 2, products: 0, customers: 0 });
  await expect(run(firstStore)).rejects.toThrow(/Say which --organization: chain-1, chain-2/);
});
