/** The invariants that a round is checked for. */
export type Invariant = "I1" | "I2" | "I3" | "I4" | "I5" | "I8" | "I9";

/** Something that must never be, and was. */
export interface Violation {
  readonly invariant: Invariant;
  readonly what: string;
}
