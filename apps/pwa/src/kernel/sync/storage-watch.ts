import type { Journal, LocalStore } from "@balcao/sync/client/ports";
import { type StartFailure, startFailureOf } from "./start-error.ts";

/** Where the journal of this browser lies: private files, Cache Storage, or nowhere. */
export type JournalKind = "files" | "cache" | "none";

/** The last write to one of the two places that keep what is not sent. */
export interface LastWrite {
  /** By the device's clock, ISO 8601. */
  readonly at: string;
  /** Why it failed; null when it succeeded. */
  readonly failure: StartFailure | null;
}

export interface StorageWatch {
  readonly journalKind: JournalKind;
  /** Null before the first. */
  readonly database: LastWrite | null;
  readonly journal: LastWrite | null;
}

let current: StorageWatch = { journalKind: "none", database: null, journal: null };
const listeners = new Set<() => void>();

/** How the last writes of this page went, for useSyncExternalStore. */
export const storageWatch = {
  get: (): StorageWatch => current,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** The journal, watched. */
export function watchedJournal(journal: Journal, journalKind: JournalKind): Journal {
  note({ journalKind });
  return {
    ...journal,
    append: (entry) => watched("journal", () => journal.append(entry), isAny),
  };
}

/** Whether the last write to the local database failed. */
export function databaseFails(): boolean {
  return (current.database?.failure ?? null) !== null;
}

/** The local database, watched. */
export function watchedStore(store: LocalStore): LocalStore {
  return { ...store, write: (tables, work) => watched("database", () => store.write(tables, work), isOfStorage) };
}

/** The browser closed the database under us: it was cleared, or is damaged. */
export function noteDatabaseClosed(): void {
  noteWrite("database", "unreadable");
}

async function watched<T>(
  place: "database" | "journal",
  work: () => Promise<T>,
  counts: (error: unknown) => boolean,
): Promise<T> {
  try {
    const value = await work();
    noteWrite(place, null);
    return value;
  } catch (error) {
    if (counts(error)) noteWrite(place, startFailureOf(error));
    throw error;
  }
}

function noteWrite(place: "database" | "journal", failure: StartFailure | null): void {
  note({ [place]: { at: new Date().toISOString(), failure } });
}

function note(change: Partial<StorageWatch>): void {
  const trouble = ({ database, journal, journalKind }: StorageWatch) =>
    [database?.failure, database === null, journal?.failure, journal === null, journalKind].join();
  const before = trouble(current);
  current = { ...current, ...change };
  // A sale a second need not draw anything anew; when it stops working, everybody should know.
  if (trouble(current) !== before) for (const listener of listeners) listener();
}

const isAny = () => true;

/** Names of errors in IndexedDB and Dexie that say that the place itself does not take it. */
const storageErrors: ReadonlySet<string> = new Set([
  "AbortError",
  "DatabaseClosedError",
  "InvalidStateError",
  "NotReadableError",
  "OpenFailedError",
  "QuotaExceededError",
  "TimeoutError",
  "UnknownError",
]);

/** Whether the place that keeps data has failed, not what was asked of it. */
export function isOfStorage(error: unknown): boolean {
  if (!(error instanceof Error || error instanceof DOMException)) return false;
  return storageErrors.has(error.name) || isOfStorage((error as { readonly inner?: unknown }).inner);
}
