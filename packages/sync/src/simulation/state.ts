import { sees, type TransactionSnapshot } from "../transaction-snapshot.ts";
import type { Database, FeedEntry, Stored } from "./database.ts";

/** A state of the database that stays as it is while others commit. */
export class State {
  readonly now: TransactionSnapshot;
  readonly commit: number;
  readonly #database: Database;
  readonly close: () => void;

  constructor(database: Database, commit: number, now: TransactionSnapshot, close: () => void) {
    this.#database = database;
    this.commit = commit;
    this.now = now;
    this.close = close;
  }

  get purgedBefore(): string {
    return this.#database.purgedBefore(this.commit);
  }

  row(table: string, id: string): Stored | null {
    return this.#database.rowAt(table, id, this.commit);
  }

  rows(table: string): Iterable<[string, Stored]> {
    return this.#database.rowsAt(table, this.commit);
  }

  feed(scope: string): Iterable<FeedEntry> {
    return this.#database.feedAt(scope, this.commit);
  }

  /** Feed entries that are news to a cursor, and no news to the target. */
  newsFor(scope: string, from: TransactionSnapshot, target: TransactionSnapshot): FeedEntry[] {
    return [...this.feed(scope)].filter(({ xid }) => !sees(from, String(xid)) && sees(target, String(xid)));
  }
}
