/**
 * Which commands of one device are decided in a state: closed intervals of their sequences, ascending and apart. Almost
 * always one, from 1 on; a command that was put off leaves a gap until the server can decide it.
 */
export type Decided = readonly (readonly [from: number, until: number])[];

/** Whether the command with this sequence is decided. */
export function isDecided(decided: Decided, sequence: number): boolean {
  return decided.some(([from, until]) => from <= sequence && sequence <= until);
}

/** The largest sequence that is decided; 0 when none is. */
export function largestDecided(decided: Decided): number {
  return decided.at(-1)?.[1] ?? 0;
}

/** The same with more sequences decided. */
export function withDecided(decided: Decided, sequences: readonly number[]): Decided {
  return eitherDecided(
    decided,
    sequences.map((sequence) => [sequence, sequence]),
  );
}

/** What is decided in one of two states, or in both; neither need be in order. */
export function eitherDecided(a: Decided, b: Decided): Decided {
  const all = [...a, ...b].toSorted((one, other) => one[0] - other[0]);
  const merged: [number, number][] = [];
  for (const [from, until] of all) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1] + 1) last[1] = Math.max(last[1], until);
    else merged.push([from, until]);
  }
  return merged;
}

/** Whether a value from outside is such intervals. */
export function isDecidedSet(value: unknown): value is Decided {
  if (!Array.isArray(value) || value.length > 10_000) return false;
  let last = -1;
  return value.every((interval: unknown) => {
    if (!Array.isArray(interval) || interval.length !== 2) return false;
    const [from, until] = interval as readonly unknown[];
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(until)) return false;
    const apart = (from as number) > last + 1 && (from as number) <= (until as number);
    last = until as number;
    return apart;
  });
}
