import type { Database, FeedEntry, Stored } from "./database.ts";
import { mapOf } from "./maps.ts";

/** Waiting would never end: two transactions wait for each other (SQLSTATE 40P01). */
export class DeadlockError extends Error {
  override readonly name = "DeadlockError";
}

/** Writes that become visible together or not at all. Reads see the newest commits and what was written here. */
export class Transaction {
  readonly #database: Database;
  rows = new Map<string, Map<string, Stored | null>>();
  feed = new Map<string, FeedEntry>();
  readonly locked = new Set<string>();
  readonly ended: Promise<void>;
  #end: () => void = () => undefined;
  #open = true;
  xid = 0;

  constructor(database: Database) {
    this.#database = database;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  get isOpen(): boolean {
    return this.#open;
  }

  mustBeOpen(): void {
    if (!this.#open) throw new Error("the transaction is over");
  }

  read(table: string, id: string): Stored | null {
    const own = this.rows.get(table)?.get(id);
    return own === undefined ? this.#database.latest(table, id) : own;
  }

  async lock(key: string): Promise<void> {
    this.mustBeOpen();
    await this.#database.lock(key, this);
    this.mustBeOpen();
    this.locked.add(key);
  }

  /** Writes a row, or removes it; the feed follows in the same transaction. */
  async write(table: string, id: string, value: Stored | null): Promise<void> {
    await this.lock(`${table} ${id}`);
    if (this.xid === 0) this.xid = this.#database.assignXid();
    const before = this.read(table, id);
    const rows = mapOf(this.rows, table);
    rows.set(id, value);
    const rule = this.#database.rules[table];
    if (rule === undefined) return;
    const now = value === null ? [] : rule(value);
    const gone = (before === null ? [] : rule(before)).filter((old) => !now.some((one) => one.scope === old.scope));
    for (const one of now)
      this.touchFeed({ scope: one.scope, table: one.table, rowId: one.id, deleted: false, xid: 0 });
    for (const one of gone)
      this.touchFeed({ scope: one.scope, table: one.table, rowId: one.id, deleted: true, xid: 0 });
  }

  touchFeed(entry: FeedEntry): void {
    if (this.xid === 0) this.xid = this.#database.assignXid();
    this.feed.set(`${entry.scope} ${entry.table} ${entry.rowId}`, entry);
  }

  /** Remembers what is written so far; call the answer to go back to it. */
  savepoint(): () => void {
    const rows = new Map([...this.rows].map(([table, of]) => [table, new Map(of)]));
    const feed = new Map(this.feed);
    return () => {
      this.rows = rows;
      this.feed = feed;
    };
  }

  commit(): void {
    this.mustBeOpen();
    this.#open = false;
    this.#database.publish(this);
    this.#end();
  }

  rollback(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#database.close(this);
    this.#end();
  }
}
