import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "playwright/test";

const repository = path.join(import.meta.dirname, "..", "..");

interface Raw {
  readonly outcomes: readonly {
    readonly fault: string;
    readonly ended?: string;
    readonly rounds: readonly {
      readonly violations: readonly { readonly invariant: string; readonly what: string }[];
    }[];
  }[];
}

/** `pnpm chaos` in a process of its own, as people run it. */
function chaos(...args: string[]): { readonly status: number | null; readonly output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["e2e/chaos/main.ts", ...args], {
    cwd: repository,
    encoding: "utf8",
    timeout: 280_000,
  });
  return { status, output: stdout + stderr };
}

test("a share of the real faults: servers, connections, answers and databases are lost, and no sale is", () => {
  test.setTimeout(300_000);
  const file = test.info().outputPath("chaos.json");
  const { status, output } = chaos("--share", "--json", file);
  expect(status, output).toBe(0);
  const { outcomes } = JSON.parse(readFileSync(file, "utf8")) as Raw;
  for (const { fault, rounds, ended } of outcomes) {
    expect([fault, ended, rounds.flatMap(({ violations }) => violations)]).toEqual([fault, undefined, []]);
    expect(rounds.length, fault).toBeGreaterThan(0);
  }
  expect(outcomes.map(({ fault }) => fault)).toContain("server-killed-after-commit");
});

test("each check of the chaos run sees what it is there for", () => {
  test.setTimeout(300_000);
  const { status, output } = chaos("--prove");
  expect(status, output).toBe(0);
  expect(output).not.toContain("NOT SEEN");
});
