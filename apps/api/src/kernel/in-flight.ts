import { ok, refuse, type Result } from "@balcao/shared/kernel/result";

/** Runs work for a key, unless so much of it is under way for that key already: refused as TOO_MANY_REQUESTS. */
export type InFlight = <T>(key: string, work: () => Promise<T>) => Promise<Result<T>>;

/** Bounds what one caller keeps this node busy with at the same time, whatever its allowance a minute. */
export function createInFlight(most: number): InFlight {
  const running = new Map<string, number>();
  return async (key, work) => {
    const others = running.get(key) ?? 0;
    if (others >= most) return refuse("TOO_MANY_REQUESTS", { retryAfterSeconds: 1 });
    running.set(key, others + 1);
    try {
      return ok(await work());
    } finally {
      const left = (running.get(key) ?? 1) - 1;
      if (left === 0) running.delete(key);
      else running.set(key, left);
    }
  };
}
