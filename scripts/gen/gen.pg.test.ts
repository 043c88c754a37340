import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testServerUrl } from "../../packages/db/src/testing/test-database.ts";
import { copyHouse } from "./copy-house.ts";

// The generator writes into the repository that it stands in, so it is tried in a copy of it.
const house = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), "balcao-gen-"))), "house");

beforeAll(() => copyHouse(house));
afterAll(() => rmSync(path.dirname(house), { recursive: true }));

function run(...command: string[]): { readonly code: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    cwd: house,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", BALCAO_TEST_DATABASE_URL: testServerUrl() },
  });
  return { code: status, output: stdout + stderr };
}

const gen = (...parameters: string[]) => run("scripts/gen.ts", "feature", ...parameters);

test("names that are bad or taken are refused with what to do, and nothing is written", () => {
  expect(gen("Gift_Cards").output).toContain("kebab-case");
  expect(gen("kernel").output).toContain("names a layer");
  expect(gen("branches").output).toContain("The house says stores");
  expect(gen("returns").output).toContain("pnpm gen feature returns some-return");
  expect(gen("stock").output).toContain("stock-something");
  expect(gen("stores").output).toContain("already");
  expect(gen("stores").code).toBe(1);
});

test("a new slice compiles in every layer, holds its laws and ends in one failing test", { timeout: 240_000 }, () => {
  expect(gen("gift-cards")).toMatchObject({ code: 0 });
  for (const part of ["apps/api", "apps/pwa"]) {
    expect(run("node_modules/typescript/bin/tsc", "-p", part), part).toMatchObject({ output: "" });
  }
  const database = [
    "packages/db/src/schema.pg.test.ts",
    "packages/db/src/row-security.pg.test.ts",
    "packages/db/src/sync",
  ];
  const file = path.join(path.dirname(house), "report.json");
  run("node_modules/vitest/vitest.mjs", "run", "--reporter=json", `--outputFile=${file}`, "gift-cards", ...database);
  const report = JSON.parse(readFileSync(file, "utf8")) as {
    readonly numPassedTests: number;
    readonly testResults: readonly {
      readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
    }[];
  };
  const failed = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "failed"),
  );
  expect(failed.map(({ fullName }) => fullName)).toEqual(["gift-cards hold their first law"]);
  expect(report.numPassedTests).toBeGreaterThan(20);
});
