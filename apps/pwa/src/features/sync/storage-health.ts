import type { JournalKind, LastWrite } from "../../kernel/sync/storage-watch.ts";

/** What is known of the storage of this tablet. Sizes in bytes, times in milliseconds since 1970. */
export interface StorageHealthFacts {
  readonly persistent: boolean;
  readonly used: number;
  /** The most that the browser gives; 0 when it does not say. */
  readonly quota: number;
  readonly journalKind: JournalKind;
  readonly database: Pick<LastWrite, "failure"> | null;
  readonly journal: Pick<LastWrite, "failure"> | null;
  /** The browser shows signs of a window that forgets everything when it is closed. */
  readonly forgetful: boolean;
  readonly oldestUnsentAt: number | null;
  readonly now: number;
}

/**
 * What may go wrong, and has not yet or already has.
 *
 * - `database-fails`, `journal-fails`: the last write there did not succeed
 * - `no-journal`: there is only one copy of what is not sent
 * - `low-space`: the browser will soon take nothing more
 * - `forgetful`: all is gone when the window is closed
 * - `unsent-for-long`: something waits for more than a day
 * - `not-persistent`: the browser may clear it all when space runs out
 */
export type StorageWarning =
  | "database-fails"
  | "journal-fails"
  | "no-journal"
  | "low-space"
  | "forgetful"
  | "unsent-for-long"
  | "not-persistent";

/** A full first copy of a large catalogue, and a day's sales. */
const roomForADay = 100 * 1024 * 1024;
const shareForADay = 0.1;
const aDay = 24 * 60 * 60 * 1000;

/** The warnings that hold, the most pressing first. */
export function storageWarnings(facts: StorageHealthFacts): readonly StorageWarning[] {
  const { quota, used, oldestUnsentAt, now } = facts;
  const left = quota - used;
  const holds: Record<StorageWarning, boolean> = {
    "database-fails": facts.database !== null && facts.database.failure !== null,
    "journal-fails": facts.journal !== null && facts.journal.failure !== null,
    "no-journal": facts.journalKind === "none",
    // A share alone would warn on a large disk, an amount alone would never stop on a small one.
    "low-space": quota > 0 && left < roomForADay && left < quota * shareForADay,
    forgetful: facts.forgetful,
    "unsent-for-long": oldestUnsentAt !== null && now - oldestUnsentAt > aDay,
    "not-persistent": !facts.persistent,
  };
  return (Object.keys(holds) as StorageWarning[]).filter((warning) => holds[warning]);
}

/** Whether something that was done may be lost at any moment: people are told wherever they are. */
export function isTrouble(warning: StorageWarning): boolean {
  return warning === "database-fails" || warning === "journal-fails";
}
