import type { RunnerReply } from "./pool.ts";
import { plant } from "./sabotage.ts";

// Started by pool.ts, with the name of a planted bug or without one.
const [sabotage] = process.argv.slice(2);
if (sabotage !== undefined) plant(sabotage);
// Only now: a planted bug changes modules as they load.
const { run } = await import("./run.ts");

process.on("message", ({ seed, steps }: { readonly seed: string; readonly steps: number }) => {
  run({ seed, steps }).then(
    (outcome) => reply({ outcome }),
    (error: unknown) => reply({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});

function reply(message: RunnerReply): void {
  process.send?.(message);
}
