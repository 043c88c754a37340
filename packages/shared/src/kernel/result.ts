import type { ErrorCode } from "../errors/registry.ts";

/** A refusal that can be expected: a code of the error registry and the facts a person needs to act on it. */
export interface Refusal {
  readonly ok: false;
  readonly code: ErrorCode;
  readonly details?: Readonly<Record<string, string | number | boolean | null>>;
}

/** What a verb answers: a value, or a refusal with a registered code. A bug throws instead. */
export type Result<T> = { readonly ok: true; readonly value: T } | Refusal;

/** A success. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** A refusal with its registered code. */
export function refuse(code: ErrorCode, details?: Refusal["details"]): Refusal {
  return details === undefined ? { ok: false, code } : { ok: false, code, details };
}
