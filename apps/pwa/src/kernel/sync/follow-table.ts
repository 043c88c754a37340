import { breathe } from "../breathe.ts";
import { onRowsChanged, type RowChange } from "./row-changes.ts";

/** Where a follower's rows are read. */
export interface RowSource<Row> {
  /** The table's name in the local database. */
  readonly name: string;
  /** Rows in [from, until] in order of id, at most `limit`. */
  readonly range: (from: string, until: string, limit: number) => Promise<readonly Row[]>;
  /** Rows by id; undefined where there is none. */
  readonly get: (ids: readonly string[]) => Promise<readonly (Row | undefined)[]>;
  /** The copy of the table that is shown; null when it is not packed, or empty. */
  readonly copy: () => Promise<string | null>;
}

/** What keeps up with a table. Each call gets a slice that is small enough for one frame. */
export interface Follower<Row> {
  readonly put: (rows: readonly Row[]) => void;
  readonly remove: (ids: readonly string[]) => void;
  /** Everything is to be forgotten; what is there follows anew. */
  readonly reset: () => void;
  /** Every row that was there at the start has been put. */
  readonly whole: () => void;
}

/** Rows per task: a few milliseconds each on a cheap tablet. */
const slice = 250;

/** Rows per read: as many as a chunk has. */
const page = 1_000;

const end = "\uffff";

/**
 * Gives a follower every row of a table, by primary key and in slices that let the screen breathe, and from then on what
 * changes. Work grows with what changed, not with the table. Call the answer to stop.
 */
export function followTable<Row extends { readonly id: string }>(
  source: RowSource<Row>,
  follower: Follower<Row>,
): () => void {
  const queue: RowChange[] = [];
  let round = 0;
  let copy: string | null = null;
  let working = false;
  let stopped = false;

  /** Hands over the rows in [from, until]; false when they are not wanted any more. */
  const readRange = async (from: string, until: string, isWanted: () => boolean): Promise<boolean> => {
    for (let next = source.range(from, until, page); ;) {
      const rows = await next;
      if (!isWanted()) return false;
      const last = rows.length < page ? undefined : rows.at(-1);
      // The database reads on while the follower works.
      if (last !== undefined) next = source.range(`${last.id}\u0000`, until, page);
      for (let begin = 0; begin < rows.length; begin += slice) {
        follower.put(rows.slice(begin, begin + slice));
        await breathe();
        if (!isWanted()) return false;
      }
      if (last === undefined) return true;
    }
  };

  const readAll = async () => {
    const own = ++round;
    follower.reset();
    copy = await source.copy();
    if (await readRange("", end, () => !stopped && own === round)) follower.whole();
  };

  const work = async () => {
    if (working) return;
    working = true;
    try {
      for (let change = queue.shift(); change !== undefined && !stopped; change = queue.shift()) await take(change);
    } finally {
      working = false;
    }
  };

  const take = async (change: RowChange) => {
    if (change.kind === "all") return void readAll().catch(reportError);
    if (change.kind === "copy") {
      if (change.copy !== copy) void readAll().catch(reportError);
      return;
    }
    if (change.kind === "range") {
      await readRange(change.from, change.until, () => !stopped);
      return;
    }
    if (change.kind === "gone") return follower.remove(change.ids);
    const all: readonly unknown[] = change.kind === "rows" ? change.rows : change.ids;
    for (let from = 0; from < all.length && !stopped; from += slice) {
      const part = all.slice(from, from + slice);
      if (change.kind === "rows") follower.put(part as readonly Row[]);
      else await look(part as readonly string[]);
      if (from + slice < all.length) await breathe();
    }
  };

  const look = async (ids: readonly string[]) => {
    const rows = await source.get(ids);
    follower.remove(ids.filter((_, index) => rows[index] === undefined));
    follower.put(rows.filter((row) => row !== undefined));
  };

  const unsubscribe = onRowsChanged(source.name, (change) => {
    queue.push(change);
    work().catch(reportError);
  });
  readAll().catch(reportError);
  return () => {
    stopped = true;
    unsubscribe();
  };
}
