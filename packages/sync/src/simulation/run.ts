import { perform } from "./perform.ts";
import { type Action, planOf } from "./plan.ts";
import { randomFrom } from "./random.ts";
import { World } from "./world.ts";

export interface RunOptions {
  readonly seed: string;
  /** How many steps the storm lasts; what comes before and after it is not counted. */
  readonly steps: number;
  /** Actions to leave out: a history with fewer of them may fail alike. */
  readonly without?: ReadonlySet<number>;
  /** Hears of every step of the storm and what follows it. */
  readonly onStep?: (at: number, label: string) => void;
}

export interface Outcome {
  readonly seed: string;
  readonly steps: number;
  /** The same whenever the same happened. */
  readonly hash: number;
  /** What was done, in order. */
  readonly actions: readonly Pick<Action, "number" | "deed">[];
  /** How often each kind of deed was done. */
  readonly deeds: Readonly<Record<string, number>>;
  readonly checks: Readonly<Record<string, number>>;
  readonly violation: { readonly invariant: string; readonly message: string; readonly at: number } | null;
  /** Virtual milliseconds from the end of the last fault until all had come together. */
  readonly healed: number;
}

/** Runs one seed: a shop opens, everything happens to it, the faults end, and all must have come together. */
export async function run(options: RunOptions): Promise<Outcome> {
  const world = new World(options.seed);
  const onUnhandled = (error: unknown) => world.violated("S20", `nobody handles ${describe(error)}`);
  process.on("unhandledRejection", onUnhandled);
  try {
    return await runIn(world, options);
  } finally {
    process.off("unhandledRejection", onUnhandled);
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

async function runIn(world: World, { seed, steps, without = new Set(), onStep }: RunOptions): Promise<Outcome> {
  await world.open();
  world.scheduler.onStep = onStep ?? null;
  const plan = planOf(seed, randomFrom(`${seed}/plan`));
  const actions: Pick<Action, "number" | "deed">[] = [];
  const deeds: Record<string, number> = {};
  const next = (number: number): void => {
    const action = plan(number);
    world.scheduler.after(action.after, action.deed, () => {
      if (storming && !without.has(number) && perform(world, action)) {
        actions.push({ number, deed: action.deed });
        deeds[action.deed] = (deeds[action.deed] ?? 0) + 1;
      }
      if (storming) next(number + 1);
    });
  };
  let storming = world.violation === null;
  next(1);
  const until = world.scheduler.steps + steps;
  while (world.violation === null && world.scheduler.steps < until) await world.step();
  storming = false;
  const healed = world.violation === null ? await world.heal() : 0;
  const { violation } = world;
  return {
    seed,
    steps: world.scheduler.steps,
    hash: world.scheduler.hash,
    actions,
    deeds,
    checks: world.checks.counts.byInvariant,
    violation:
      violation === null
        ? null
        : { invariant: violation.invariant, message: violation.message, at: world.scheduler.steps },
    healed,
  };
}
