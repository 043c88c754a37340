import { useState } from "react";

/** What a form holds: what is saved, with the person's changes over it. */
export interface Draft<Facts> {
  readonly facts: Facts;
  /** Only what differs from what is saved. */
  readonly changes: Partial<Facts>;
  readonly dirty: boolean;
  readonly set: (changes: Partial<Facts>) => void;
  readonly reset: () => void;
}

/** The state of a form over `saved`. When what is saved moves (somebody else's change, or our own), only the changes stay. */
export function useDraft<Facts extends object>(saved: Facts): Draft<Facts> {
  const [changes, setChanges] = useState<Partial<Facts>>({});
  const real = realChanges(saved, changes);
  return {
    facts: { ...saved, ...real },
    changes: real,
    dirty: Object.keys(real).length > 0,
    set: (more) => setChanges((before) => ({ ...before, ...more })),
    reset: () => setChanges({}),
  };
}

/** The changes that differ from what is saved; lists and objects are compared by content. */
export function realChanges<Facts extends object>(saved: Facts, changes: Partial<Facts>): Partial<Facts> {
  const differs = ([key, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(saved[key as keyof Facts]);
  return Object.fromEntries(Object.entries(changes).filter(differs)) as Partial<Facts>;
}
