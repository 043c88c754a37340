import type { Cursor, ScopeId } from "../protocol.ts";
import { covers, type TransactionSnapshot } from "../transaction-snapshot.ts";

interface Mark {
  /** Nothing of the scope changed between this state and the newest tick. */
  lastChanged: TransactionSnapshot;
  /** A tick or a query has looked at the scope: before that, nothing is known of it, however old the newest tick is. */
  looked: boolean;
  /** Sockets that listen; a scope with any is never forgotten. */
  listeners: number;
}

/**
 * What is known, without asking the database, about when each scope last changed. Answers an unchanged poll with no
 * SQL at all. Bounded: the scopes unused for longest are forgotten, which costs each one query when it comes back.
 */
export class Watermarks {
  /** In order of last use, oldest first. */
  readonly #marks = new Map<ScopeId, Mark>();
  readonly #capacity: number;
  #tick: TransactionSnapshot;
  /** The newest state that anybody here has seen. */
  #newest: TransactionSnapshot;

  constructor(tick: TransactionSnapshot, capacity = 20_000) {
    this.#tick = tick;
    this.#newest = tick;
    this.#capacity = capacity;
  }

  /** The newest state that was looked at. */
  get tick(): TransactionSnapshot {
    return this.#tick;
  }

  /** Scopes that a tick has to look at. */
  scopes(): ScopeId[] {
    return [...this.#marks.keys()];
  }

  /**
   * Since when the scope has stood still; begins to follow it. Until more is known it counts as changed at the newest
   * tick.
   */
  lastChanged(scope: ScopeId): TransactionSnapshot {
    return this.#use(scope).lastChanged;
  }

  /** A socket listens to the scope (`+1`) or no longer does (`-1`). */
  listen(scope: ScopeId, by: 1 | -1): void {
    this.#use(scope).listeners += by;
  }

  /**
   * Moves to a new tick that looked at the scopes `asked` and found that `changed` ones changed, which may include some
   * that it did not look at. Returns since when each of the changed had stood still.
   */
  advance(
    tick: TransactionSnapshot,
    changed: Iterable<ScopeId>,
    asked: Iterable<ScopeId>,
  ): Map<ScopeId, TransactionSnapshot> {
    for (const scope of asked) {
      const mark = this.#marks.get(scope);
      if (mark !== undefined) mark.looked = true;
    }
    const before = new Map<ScopeId, TransactionSnapshot>();
    for (const scope of changed) {
      const mark = this.#marks.get(scope);
      if (mark === undefined) continue;
      before.set(scope, mark.lastChanged);
      mark.lastChanged = tick;
    }
    this.#tick = tick;
    this.saw(tick);
    return before;
  }

  /** A query found the scope unchanged from `since` until `asOf`; if that is still the newest word, remembers it. */
  verifyUnchanged(scope: ScopeId, since: TransactionSnapshot, asOf: TransactionSnapshot): void {
    const mark = this.#marks.get(scope);
    if (mark === undefined || !covers(asOf, mark.lastChanged)) return;
    // Of a scope that nobody looked at before, nothing is known of what came before `since`: it counts as changed then.
    if (!mark.looked || !covers(since, mark.lastChanged)) mark.lastChanged = since;
    mark.looked = true;
  }

  /** The database was seen in this state. */
  saw(state: TransactionSnapshot): void {
    if (covers(state, this.#newest)) this.#newest = state;
  }

  /**
   * Whether nothing in any of the cursor's scopes is newer than the cursor, as far as the newest tick knows. Never for a
   * cursor from beyond what was seen here: the database has to be asked whether it ever was there.
   */
  isCurrent(cursor: Cursor): boolean {
    if (cursor.page !== undefined) return false;
    return Object.entries(cursor.scopes).every(([scope, seen]) => {
      const { looked, lastChanged } = this.#use(scope);
      return looked && covers(seen, lastChanged) && covers(this.#newest, seen);
    });
  }

  #use(scope: ScopeId): Mark {
    const known = this.#marks.get(scope);
    if (known !== undefined) {
      this.#marks.delete(scope);
      this.#marks.set(scope, known);
      return known;
    }
    if (this.#marks.size >= this.#capacity) this.#forgetOne();
    const mark: Mark = { lastChanged: this.#tick, looked: false, listeners: 0 };
    this.#marks.set(scope, mark);
    return mark;
  }

  #forgetOne(): void {
    for (const [scope, mark] of this.#marks) {
      if (mark.listeners > 0) continue;
      this.#marks.delete(scope);
      return;
    }
  }
}
