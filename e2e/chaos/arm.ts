import { existsSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { DidNotStrike } from "./fault.ts";
import type { PointName } from "./points.ts";

/** The variable that tells a server's preload which file arms it. */
export const armingVariable = "CHAOS_ARMED_BY";

/** Has the server do `point` at its next commit of a push. */
export function arm(file: string, point: PointName): void {
  writeFileSync(file, point);
}

export function disarm(file: string): void {
  rmSync(file, { force: true });
}

/** Waits until the point was reached: the server takes the file away. */
export async function reached(file: string): Promise<void> {
  for (let waited = 0; existsSync(file); waited += 5) {
    if (waited > 20_000) throw new DidNotStrike("no push came to its commit");
    await sleep(5);
  }
}
