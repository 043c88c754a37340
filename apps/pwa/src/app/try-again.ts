import type { AnyRouter } from "@tanstack/react-router";

/** Shows a failed screen again, and asks anew what is asked before it comes: when that had failed, its failure would stay. */
export async function tryAgain(router: AnyRouter, reset: () => void): Promise<void> {
  reset();
  await router.invalidate();
}
