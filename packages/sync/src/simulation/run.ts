import { perform } from "./perform.ts";
import { type Action, planOf } from "./plan.ts";
import { randomFrom } from "./random.ts";
import { outdateServer } from "./server-update.ts";
import { World } from "./world.ts";

export interface RunOptions {
  readonly seed: string;
  /** How many steps the storm lasts; what comes before it, in its nights and after it is not counted. */
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
  /** The most virtual milliseconds from the end of a day's last fault until all had come together. */
  readonly healed: number;
}

/** Runs one seed: a shop opens, everything happens to it, the faults end at night, and all must have come together. */
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

/** Steps of storm after which it is night: every fault ends, and all must come together before the next day. */
const day = 5_000;

async function runIn(world: World, { seed, steps, without = new Set(), onStep }: RunOptions): Promise<Outcome> {
  await world.open();
  world.scheduler.onStep = onStep ?? null;
  const storm = new Storm(world, seed, without);
  let healed = 0;
  for (let left = steps; left > 0 && world.violation === null; left -= day) {
    await storm.rage(Math.min(left, day));
    if (world.violation === null) healed = Math.max(healed, await world.heal());
  }
  const { violation } = world;
  return {
    seed,
    steps: world.scheduler.steps,
    hash: world.scheduler.hash,
    actions: storm.actions,
    deeds: storm.deeds,
    checks: world.checks.counts.byInvariant,
    violation:
      violation === null
        ? null
        : { invariant: violation.invariant, message: violation.message, at: world.scheduler.steps },
    healed,
  };
}

/** All that happens to a world, one action after the other; each day brings weather of its own. */
class Storm {
  readonly actions: Pick<Action, "number" | "deed">[] = [];
  readonly deeds: Record<string, number> = {};
  readonly #world: World;
  readonly #seed: string;
  readonly #without: ReadonlySet<number>;
  #days = 0;
  #number = 0;

  constructor(world: World, seed: string, without: ReadonlySet<number>) {
    this.#world = world;
    this.#seed = seed;
    this.#without = without;
  }

  /** Lets it happen for so many steps, or until an invariant does not hold. */
  async rage(steps: number): Promise<void> {
    const { scheduler } = this.#world;
    this.#days += 1;
    outdateServer(this.#world);
    const name = this.#days === 1 ? this.#seed : `${this.#seed}/${this.#days}`;
    const plan = planOf(name, randomFrom(`${name}/plan`));
    let storming = this.#world.violation === null;
    const next = (): void => {
      this.#number += 1;
      const action = plan(this.#number);
      scheduler.after(action.after, action.deed, () => {
        if (!storming) return;
        this.#do(action);
        next();
      });
    };
    next();
    const until = scheduler.steps + steps;
    while (this.#world.violation === null && scheduler.steps < until) await this.#world.step();
    storming = false;
  }

  #do(action: Action): void {
    const { number, deed } = action;
    if (this.#without.has(number) || !perform(this.#world, action)) return;
    this.actions.push({ number, deed });
    this.deeds[deed] = (this.deeds[deed] ?? 0) + 1;
  }
}
