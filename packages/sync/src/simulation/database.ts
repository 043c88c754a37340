import type { TransactionSnapshot } from "../transaction-snapshot.ts";
import { mapOf } from "./maps.ts";
import { State } from "./state.ts";
import { DeadlockError, Transaction } from "./transaction.ts";

/** A value of a row or feed entry from a commit on; null when it is gone. */
interface Version<T> {
  readonly commit: number;
  readonly value: T | null;
}

export interface FeedEntry {
  readonly scope: string;
  readonly table: string;
  readonly rowId: string;
  readonly deleted: boolean;
  readonly xid: number;
}

/** A row as the database keeps it. */
export type Stored = Readonly<Record<string, unknown>>;

export interface Dump {
  readonly rows: readonly (readonly [string, readonly (readonly [string, Stored | null])[]])[];
  readonly feed: readonly (readonly [string, readonly (readonly [string, FeedEntry | null])[]])[];
}

/** Says in which scopes a row shows, and under which table and id it travels; the triggers of the model. */
export type FeedRule = (
  row: Stored,
) => readonly { readonly scope: string; readonly table: string; readonly id: string }[];

/**
 * What the engine relies on in PostgreSQL, as little as possible of it: transactions with ids, visibility by snapshot, row
 * locks that are held to the end, and the change feed with its triggers. Compared with the real one by
 * apps/api/src/realtime/feed-model.pg.test.ts.
 */
export class Database {
  readonly rules: Readonly<Record<string, FeedRule>>;
  readonly #rows = new Map<string, Map<string, Version<Stored>[]>>();
  readonly #feed = new Map<string, Map<string, Version<FeedEntry>[]>>();
  readonly #active = new Set<number>();
  readonly #locks = new Map<string, Transaction>();
  readonly #waiting = new Map<Transaction, Transaction>();
  readonly #open = new Set<Transaction>();
  /** Committed states that somebody may still read, and how often. */
  readonly #readers = new Map<number, number>();
  #nextXid = 1000;
  #latestCompleted = 999;
  #commits = 0;
  #marks: { readonly moment: number; readonly horizon: number }[] = [];
  #purges: { readonly commit: number; readonly before: number }[] = [];
  epoch: string;
  /** Called after each commit with the rows that changed. */
  onCommit: (commit: number, changed: readonly { readonly table: string; readonly id: string }[]) => void = () =>
    undefined;

  readonly #committedAt = new Map<number, number>();
  readonly #now: () => number;

  constructor(rules: Readonly<Record<string, FeedRule>>, epoch: string, now: () => number) {
    this.#now = now;
    this.rules = rules;
    this.epoch = epoch;
  }

  /** The number of the newest commit. */
  get commits(): number {
    return this.#commits;
  }

  /** `pg_current_snapshot()`. */
  snapshot(): TransactionSnapshot {
    const xmax = this.#latestCompleted + 1;
    const running = [...this.#active].filter((xid) => xid < xmax).toSorted((a, b) => a - b);
    const xmin = Math.min(xmax, ...this.#active);
    return `${xmin}:${xmax}:${running.join(",")}`;
  }

  begin(): Transaction {
    const transaction = new Transaction(this);
    this.#open.add(transaction);
    return transaction;
  }

  /** One state for several questions, as a REPEATABLE READ transaction has it. Close it when done. */
  read(): State {
    const commit = this.#commits;
    this.#readers.set(commit, (this.#readers.get(commit) ?? 0) + 1);
    return new State(this, commit, this.snapshot(), () => this.#closeReader(commit));
  }

  /** What is committed now. */
  latest(table: string, id: string): Stored | null {
    return this.#rows.get(table)?.get(id)?.at(-1)?.value ?? null;
  }

  *all(table: string): Iterable<[string, Stored]> {
    for (const [id, versions] of this.#rows.get(table) ?? []) {
      const value = versions.at(-1)?.value ?? null;
      if (value !== null) yield [id, value];
    }
  }

  /** When a transaction of this life of the database was committed, in virtual time. */
  committedAt(xid: number): number | undefined {
    return this.#committedAt.get(xid);
  }

  /** The newest feed entries of a scope. */
  *feedOf(scope: string): Iterable<FeedEntry> {
    for (const versions of this.#feed.get(scope)?.values() ?? []) {
      const value = versions.at(-1)?.value ?? null;
      if (value !== null) yield value;
    }
  }

  /** `feed_retire`: takes rows off the devices without removing them here. */
  retire(transaction: Transaction, rows: readonly { readonly table: string; readonly id: string }[]): void {
    const wanted = new Set(rows.map(({ table, id }) => `${table} ${id}`));
    for (const entries of this.#feed.values()) {
      for (const [key, versions] of entries) {
        const entry = versions.at(-1)?.value ?? null;
        if (entry !== null && !entry.deleted && wanted.has(key)) transaction.touchFeed({ ...entry, deleted: true });
      }
    }
  }

  /** `feed_note`: remembers which transactions are over by a moment. */
  note(moment: number): void {
    this.#marks.push({ moment, horizon: Math.min(this.#latestCompleted + 1, ...this.#active) });
    if (this.#marks.length > 100) this.#marks.shift();
  }

  /** `feed_purge`: drops tombstones of transactions that were over by a moment; cursors that are older are told. */
  purge(until: number): number {
    const horizon = this.#marks.findLast(({ moment }) => moment <= until)?.horizon ?? 0;
    let dropped = 0;
    for (const entries of this.#feed.values()) {
      for (const [key, versions] of entries) {
        const entry = versions.at(-1)?.value ?? null;
        if (entry === null || !entry.deleted || entry.xid >= horizon) continue;
        // States that are open go on seeing it.
        if (this.#readers.size === 0) entries.delete(key);
        else versions.push({ commit: this.#commits + 1, value: null });
        dropped += 1;
      }
    }
    this.#commits += 1;
    this.#purges.push({ commit: this.#commits, before: horizon });
    return dropped;
  }

  /** Tombstones of transactions before this one may be gone, in a state. */
  purgedBefore(commit = this.#commits): string {
    return String(this.#purges.findLast((purge) => purge.commit <= commit)?.before ?? 0);
  }

  /** Ends what was open without committing it, as a server that was killed. */
  crash(of: (transaction: Transaction) => boolean): void {
    for (const transaction of this.#open) if (of(transaction)) transaction.rollback();
  }

  /** What is committed now, to come back to: `pg_dump`. */
  dump(): Dump {
    return {
      rows: [...this.#rows].map(([table, rows]) => [table, [...rows].map(([id, v]) => [id, v.at(-1)?.value ?? null])]),
      feed: [...this.#feed].map(([scope, entries]) => [
        scope,
        [...entries].map(([key, v]) => [key, v.at(-1)?.value ?? null]),
      ]),
    };
  }

  /** Another life of the database begins with what a dump holds; ids of transactions mean nothing across it. */
  restore(dump: Dump, epoch: string, firstXid: number): void {
    this.crash(() => true);
    this.#rows.clear();
    this.#feed.clear();
    this.#nextXid = firstXid + 1;
    this.#latestCompleted = firstXid;
    this.#commits += 1;
    this.epoch = epoch;
    this.#marks = [];
    this.#committedAt.clear();
    this.#purges = [{ commit: this.#commits, before: firstXid }];
    const commit = this.#commits;
    for (const [table, rows] of dump.rows) {
      this.#rows.set(table, new Map(rows.map(([id, value]) => [id, [{ commit, value }]])));
    }
    for (const [scope, entries] of dump.feed) {
      const kept = new Map<string, Version<FeedEntry>[]>();
      for (const [key, value] of entries) {
        if (value !== null && !value.deleted) kept.set(key, [{ commit, value: { ...value, xid: firstXid } }]);
      }
      this.#feed.set(scope, kept);
    }
  }

  /** A transaction's id, given at its first write. */
  assignXid(): number {
    const xid = this.#nextXid;
    this.#nextXid += 1;
    this.#active.add(xid);
    return xid;
  }

  /** Takes a row's lock; resolves when nobody else holds it. */
  async lock(key: string, wanting: Transaction): Promise<void> {
    for (;;) {
      const holder = this.#locks.get(key);
      if (holder === undefined || holder === wanting) break;
      if (this.#wouldWaitForEver(wanting, holder)) throw new DeadlockError();
      this.#waiting.set(wanting, holder);
      await holder.ended;
      this.#waiting.delete(wanting);
      wanting.mustBeOpen();
    }
    this.#locks.set(key, wanting);
  }

  #wouldWaitForEver(wanting: Transaction, holder: Transaction): boolean {
    for (let next: Transaction | undefined = holder; next !== undefined; next = this.#waiting.get(next)) {
      if (next === wanting) return true;
    }
    return false;
  }

  /** Makes a transaction's writes visible, all at once. */
  publish(transaction: Transaction): void {
    this.#commits += 1;
    const commit = this.#commits;
    for (const [table, rows] of transaction.rows) {
      const versions = mapOf(this.#rows, table);
      for (const [id, value] of rows) this.#append(versions, id, { commit, value });
    }
    for (const entry of transaction.feed.values()) {
      const value = { ...entry, xid: transaction.xid };
      this.#append(mapOf(this.#feed, entry.scope), `${entry.table} ${entry.rowId}`, { commit, value });
    }
    this.#committedAt.set(transaction.xid, this.#now());
    this.close(transaction);
    const changed = [...transaction.rows].flatMap(([table, rows]) => [...rows.keys()].map((id) => ({ table, id })));
    this.onCommit(commit, changed);
  }

  /** Lets go of what a transaction holds. */
  close(transaction: Transaction): void {
    this.#open.delete(transaction);
    if (transaction.xid !== 0) {
      this.#active.delete(transaction.xid);
      this.#latestCompleted = Math.max(this.#latestCompleted, transaction.xid);
    }
    for (const key of transaction.locked) this.#locks.delete(key);
  }

  /** A row at a state. */
  rowAt(table: string, id: string, commit: number): Stored | null {
    return at(this.#rows.get(table)?.get(id), commit);
  }

  *rowsAt(table: string, commit: number): Iterable<[string, Stored]> {
    for (const [id, versions] of this.#rows.get(table) ?? []) {
      const value = at(versions, commit);
      if (value !== null) yield [id, value];
    }
  }

  *feedAt(scope: string, commit: number): Iterable<FeedEntry> {
    for (const versions of this.#feed.get(scope)?.values() ?? []) {
      const value = at(versions, commit);
      if (value !== null) yield value;
    }
  }

  #append<T>(versions: Map<string, Version<T>[]>, id: string, version: Version<T>): void {
    const known = versions.get(id) ?? [];
    known.push(version);
    // What no open state can see any more goes.
    const oldest = Math.min(version.commit, ...this.#readers.keys());
    let keep = known.findLastIndex(({ commit }) => commit <= oldest);
    if (keep < 0) keep = 0;
    if (keep > 0) known.splice(0, keep);
    versions.set(id, known);
  }

  #closeReader(commit: number): void {
    const count = (this.#readers.get(commit) ?? 1) - 1;
    if (count === 0) this.#readers.delete(commit);
    else this.#readers.set(commit, count);
  }
}

function at<T>(versions: readonly Version<T>[] | undefined, commit: number): T | null {
  return versions?.findLast((version) => version.commit <= commit)?.value ?? null;
}
