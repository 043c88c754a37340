/**
 * Why this browser cannot be a tablet right now.
 *
 * - `insecure`: opened without HTTPS; the browser gives no storage that lasts
 * - `denied`: the browser forbids storage, as in a private window
 * - `blocked`: another tab keeps an older version of the local database open
 * - `full`: there is no room on the device
 * - `unreadable`: the local database cannot be opened
 * - `silent`: nothing failed and nothing answered
 */
export type StartFailure = "insecure" | "denied" | "blocked" | "full" | "unreadable" | "silent";

/** The local database or its journal could not be started. Nothing stored was touched. */
export class StartError extends Error {
  readonly failure: StartFailure;

  constructor(failure: StartFailure, options?: ErrorOptions) {
    super(`this browser cannot be a tablet: ${failure}`, options);
    this.name = "StartError";
    this.failure = failure;
  }
}

/** Storage errors by their names in IndexedDB, the file system and Dexie. */
const failures: Readonly<Record<string, StartFailure>> = {
  SecurityError: "denied",
  NotAllowedError: "denied",
  InvalidStateError: "denied",
  MissingAPIError: "denied",
  QuotaExceededError: "full",
};

/** What an error at start means; the cause is looked for behind Dexie's own errors too. */
export function startFailureOf(error: unknown): StartFailure {
  if (error instanceof StartError) return error.failure;
  for (const name of namesOf(error)) {
    const failure = failures[name];
    if (failure !== undefined) return failure;
  }
  return "unreadable";
}

function namesOf(error: unknown): string[] {
  if (!(error instanceof Error || error instanceof DOMException)) return [];
  const { inner } = error as { readonly inner?: unknown };
  // A failed worker only hands on text.
  const told = Object.keys(failures).filter((name) => error.message.includes(name));
  return [error.name, ...told, ...(inner === undefined ? [] : namesOf(inner))];
}
