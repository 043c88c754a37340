import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Outcome } from "./run.ts";

export interface Batch {
  readonly from: number;
  readonly count: number;
  readonly steps: number;
  /** The name of a planted bug (sabotage.ts); null for the engine as it is. */
  readonly sabotage: string | null;
}

export type WorkerReply = { readonly outcome: Outcome } | { readonly failed: string };

/**
 * Runs seeds on all cores, each in a thread that may carry a planted bug. Calls back with each outcome; answer `stop` and
 * no further seed is begun.
 */
export async function runSeeds(batch: Batch, onOutcome: (outcome: Outcome) => "go on" | "stop"): Promise<void> {
  let next = batch.from;
  let over = false;
  const work = async () => {
    const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData: { sabotage: batch.sabotage } });
    try {
      while (!over && next < batch.from + batch.count) {
        const seed = String(next);
        next += 1;
        const outcome = await ask(worker, seed, batch.steps);
        if (!over && onOutcome(outcome) === "stop") over = true;
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), batch.count) }, work));
}

function ask(worker: Worker, seed: string, steps: number): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const onMessage = (reply: WorkerReply) => {
      worker.off("error", reject);
      if ("outcome" in reply) resolve(reply.outcome);
      else reject(new Error(`seed ${seed}: ${reply.failed}`));
    };
    worker.once("message", onMessage);
    worker.once("error", reject);
    worker.postMessage({ seed, steps });
  });
}
