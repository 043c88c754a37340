import type { Refusal, Result } from "@balcao/shared/kernel/result";

/** Carries an expected refusal out of a transaction, so that what was written so far is undone. */
export class RefusalError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.name = "RefusalError";
    this.refusal = refusal;
  }
}

/** The value of a verb's answer; a refusal leaves as RefusalError and the edge maps it (error-map.ts). */
export async function answer<T>(result: Promise<Result<T>> | Result<T>): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new RefusalError(settled);
  return settled.value;
}
