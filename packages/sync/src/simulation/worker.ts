import { parentPort, workerData } from "node:worker_threads";
import type { WorkerReply } from "./pool.ts";
import { plant } from "./sabotage.ts";

const { sabotage } = workerData as { readonly sabotage: string | null };
if (sabotage !== null) plant(sabotage);
// Only now: a planted bug changes modules as they load.
const { run } = await import("./run.ts");

parentPort?.on("message", ({ seed, steps }: { readonly seed: string; readonly steps: number }) => {
  run({ seed, steps }).then(
    (outcome) => reply({ outcome }),
    (error: unknown) => reply({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

function reply(message: WorkerReply): void {
  parentPort?.postMessage(message);
}
