/** An invariant of SPEC.md did not hold. */
export class Violation extends Error {
  readonly invariant: string;

  constructor(invariant: string, what: string) {
    super(`${invariant}: ${what}`);
    this.name = "Violation";
    this.invariant = invariant;
  }
}

/** How often each invariant was checked. */
export class Counts {
  readonly byInvariant: Record<string, number> = {};

  add(invariant: string): void {
    this.byInvariant[invariant] = (this.byInvariant[invariant] ?? 0) + 1;
  }
}
