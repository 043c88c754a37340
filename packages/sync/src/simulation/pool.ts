import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import type { Outcome } from "./run.ts";

export interface Batch {
  readonly from: number;
  readonly count: number;
  readonly steps: number;
  /** The name of a planted bug (sabotage.ts); null for the engine as it is. */
  readonly sabotage: string | null;
}

export type RunnerReply = { readonly outcome: Outcome } | { readonly failed: string };

const runner = fileURLToPath(new URL("runner.ts", import.meta.url));

/**
 * Runs seeds on all cores, each core in a process of its own that may carry a planted bug: one that dies names its seed and
 * takes nobody with it. Calls back with each outcome; answer `stop` and no further seed is begun.
 */
export async function runSeeds(batch: Batch, onOutcome: (outcome: Outcome) => "go on" | "stop"): Promise<void> {
  let next = batch.from;
  let over = false;
  const work = async () => {
    const args = batch.sabotage === null ? [] : [batch.sabotage];
    const child = fork(runner, args, { serialization: "advanced", execArgv: [] });
    try {
      while (!over && next < batch.from + batch.count) {
        const seed = String(next);
        next += 1;
        const outcome = await ask(child, seed, batch.steps);
        if (!over && onOutcome(outcome) === "stop") over = true;
      }
    } catch (error) {
      over = true;
      throw error;
    } finally {
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), batch.count) }, work));
}

function ask(child: ChildProcess, seed: string, steps: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      child.off("message", onMessage).off("error", onError).off("exit", onExit);
      act();
    };
    const onMessage = (reply: unknown) => {
      const told = reply as RunnerReply;
      settle(() => ("outcome" in told ? resolve(told.outcome) : onError(new Error(told.failed))));
    };
    const onError = (error: Error) => settle(() => reject(new Error(`seed ${seed}: ${error.message}`)));
    const onExit = (code: number | null, signal: string | null) =>
      onError(new Error(`its process ended with ${signal ?? `code ${code}`}`));
    child.on("message", onMessage).on("error", onError).on("exit", onExit);
    child.send({ seed, steps });
  });
}
