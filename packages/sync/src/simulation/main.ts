import { parseArgs } from "node:util";
import { runSeeds } from "./pool.ts";
import { history, parseRanges, Tally } from "./report.ts";
import { type Outcome, run } from "./run.ts";
import { sabotages } from "./sabotage.ts";
import { shrink } from "./shrink.ts";

const usage = `pnpm sim [--seeds N] [--from N] [--steps N]     runs seeds on all cores; prints the first that fails, made short
pnpm sim --seed S [--steps N] [--without 1-4,9]  runs one again and prints every step
pnpm sim --sabotage                              plants each bug and says how soon it is found`;

/** Making a history shorter runs it some hundred times. */
const shrinkable = 5_000;

const say = (line: string) => process.stdout.write(`${line}\n`);

/** The options of the command line; ends the process with the usage when they are none. */
function options() {
  try {
    const { values } = parseArgs({
      options: {
        seeds: { type: "string", default: "1" },
        from: { type: "string", default: "1" },
        steps: { type: "string", default: "300" },
        seed: { type: "string" },
        without: { type: "string", default: "" },
        sabotage: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    const numbers = { seeds: Number(values.seeds), from: Number(values.from), steps: Number(values.steps) };
    if (values.help || !Object.values(numbers).every(Number.isSafeInteger)) throw new Error("");
    return { ...values, ...numbers };
  } catch (error) {
    if (error instanceof Error && error.message !== "") say(error.message);
    say(usage);
    process.exit(2);
  }
}

const asked = options();
if (asked.sabotage) process.exitCode = await sabotageAll();
else if (asked.seed === undefined) process.exitCode = await runAll();
else process.exitCode = await replay(asked.seed);

async function runAll(): Promise<number> {
  const { from, seeds, steps } = asked;
  const tally = new Tally();
  const failed: Outcome[] = [];
  const began = Date.now();
  await runSeeds({ from, count: seeds, steps, sabotage: null }, (outcome) => {
    tally.add(outcome);
    if (tally.seeds % 1_000 === 0) say(`${tally.seeds} seeds, ${tally.steps.toLocaleString("en")} steps`);
    if (outcome.violation === null) return "go on";
    failed.push(outcome);
    return "stop";
  });
  for (const line of tally.lines()) say(line);
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  say(`${tally.seeds} seeds of ${steps} steps, ${tally.steps.toLocaleString("en")} in all, ${seconds} s`);
  const [first] = failed;
  if (first !== undefined) {
    say(`seed ${first.seed}: ${first.violation?.message}`);
    if (steps <= shrinkable) say(history(await shrink(first, steps), steps));
  }
  say(`${failed.length} violations`);
  return failed.length === 0 ? 0 : 1;
}

async function replay(seed: string): Promise<number> {
  const without = parseRanges(asked.without);
  const onStep = (at: number, label: string) => say(`${at.toFixed(1).padStart(12)} ${label}`);
  const outcome = await run({ seed, steps: asked.steps, without, onStep });
  say(outcome.violation?.message ?? `no violation; trace ${outcome.hash.toString(16)}`);
  return outcome.violation === null ? 0 : 1;
}

async function sabotageAll(): Promise<number> {
  let missed = 0;
  for (const { name, steps = 300 } of sabotages) {
    let seeds = 0;
    const found: Outcome[] = [];
    await runSeeds({ from: 1, count: 1_000, steps, sabotage: name }, (outcome) => {
      seeds += 1;
      if (outcome.violation !== null) found.push(outcome);
      return outcome.violation === null ? "go on" : "stop";
    });
    const [first] = found;
    if (first === undefined) missed += 1;
    say(
      `${name.padEnd(50)} ${first === undefined ? "NOT FOUND" : `${first.violation?.invariant} at seed ${first.seed}`}`,
    );
  }
  say(`${sabotages.length} bugs planted, ${missed} not found`);
  return missed === 0 ? 0 : 1;
}
