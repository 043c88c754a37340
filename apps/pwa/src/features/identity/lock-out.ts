/** Wrong PINs of one operator on this tablet, as kept on it. Times in milliseconds by the tablet's clock. */
export interface PinGuard {
  readonly operatorId: string;
  readonly failures: number;
  readonly lastAt: number;
}

/** Typing errors happen: so many cost nothing. */
export const freeAttempts = 5;
const first = 30_000;
const longest = 15 * 60_000;

/**
 * How long an operator waits after so many wrong PINs in a row, in milliseconds: nothing for the free ones, then half a
 * minute that doubles up to a quarter of an hour. At that pace the 10,000 PINs of four digits take over three months.
 */
export function waitAfter(failures: number): number {
  if (failures < freeAttempts) return 0;
  return Math.min(longest, first * 2 ** Math.min(failures - freeAttempts, 10));
}

/**
 * How long an operator still waits, in milliseconds. A clock that was put back makes nobody wait longer than the wait
 * itself; one that was put forward cannot be noticed without a network.
 */
export function waitLeft(guard: PinGuard | undefined, now: number): number {
  if (guard === undefined) return 0;
  const wait = waitAfter(guard.failures);
  return Math.min(wait, Math.max(0, guard.lastAt + wait - now));
}

/** Whether a PIN may be typed now. */
export function mayTry(guard: PinGuard | undefined, now: number): boolean {
  return waitLeft(guard, now) === 0;
}

/** The guard after one more wrong PIN. */
export function afterWrongPin(operatorId: string, guard: PinGuard | undefined, now: number): PinGuard {
  return { operatorId, failures: (guard?.failures ?? 0) + 1, lastAt: now };
}

/** How many more PINs may be typed before the first wait. */
export function attemptsLeft(guard: PinGuard | undefined): number {
  return Math.max(0, freeAttempts - (guard?.failures ?? 0));
}
