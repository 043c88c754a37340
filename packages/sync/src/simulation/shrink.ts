import { type Outcome, run } from "./run.ts";

/** The shortest history that was found, and the actions of the plan that it leaves out. */
export interface Shrunk {
  readonly outcome: Outcome;
  readonly without: ReadonlySet<number>;
}

/**
 * Leaves actions out of a failing history for as long as it still breaks the same invariant (delta debugging, Zeller and
 * Hildebrandt 2002). What is left is usually short enough to understand.
 */
export async function shrink(failed: Outcome, steps: number, most = 400): Promise<Shrunk> {
  let best = failed;
  let without = new Set<number>();
  let runs = 0;
  for (let size = Math.ceil(best.actions.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < best.actions.length;) {
      if (runs >= most) return { outcome: best, without };
      runs += 1;
      const part = best.actions.slice(from, from + size).map(({ number }) => number);
      const fewer = new Set([...without, ...part]);
      const outcome = await run({ seed: failed.seed, steps, without: fewer });
      if (
        outcome.violation?.invariant === failed.violation?.invariant &&
        outcome.actions.length < best.actions.length
      ) {
        best = outcome;
        without = fewer;
      } else from += size;
    }
  }
  return { outcome: best, without };
}
