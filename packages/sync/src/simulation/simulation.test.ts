import { expect, test } from "vitest";
import { history } from "./report.ts";
import { runSeeds } from "./pool.ts";
import { type Outcome, run } from "./run.ts";
import { shrink } from "./shrink.ts";

const seeds = 300;
const steps = 300;

test("the same seed twice does the same, step by step", async () => {
  const [first, second] = [await run({ seed: "twice", steps }), await run({ seed: "twice", steps })];
  expect(second).toEqual(first);
  const other = await run({ seed: "another", steps });
  expect(other.hash).not.toBe(first.hash);
});

test(
  "no seed breaks an invariant: tablets and nodes are killed, networks fail, databases are lost and restored",
  async () => {
    const failed: Outcome[] = [];
    let checked = 0;
    await runSeeds({ from: 1, count: seeds, steps, sabotage: null }, (outcome) => {
      checked += Object.values(outcome.checks).reduce((sum, times) => sum + times, 0);
      if (outcome.violation === null) return "go on";
      failed.push(outcome);
      return "stop";
    });
    const [first] = failed;
    const shown = first === undefined ? "" : history(await shrink(first, steps), steps);
    expect(shown).toBe("");
    expect(checked).toBeGreaterThan(seeds * steps);
  },
  // A busy machine may take its time; what is tested is not how long it takes.
  600_000,
);

test("a shop that goes on for days breaks no invariant, and is whole every night", { timeout: 600_000 }, async () => {
  const outcome = await run({ seed: "days", steps: 25_000 });
  expect(outcome.violation).toBeNull();
});
