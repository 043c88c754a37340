import type { Table } from "dexie";
import { onRowsChanged, type RowChange } from "./row-changes.ts";

/** What keeps up with a table. Each call gets a slice that is small enough for one frame. */
export interface Follower<Row> {
  readonly put: (rows: readonly Row[]) => void;
  readonly remove: (ids: readonly string[]) => void;
  /** Everything is to be forgotten; what is there follows anew. */
  readonly reset: () => void;
  /** Every row that was there at the start has been put. */
  readonly whole: () => void;
}

/** Rows per read and per task: a few milliseconds each on a cheap tablet. */
const slice = 300;

/**
 * Gives a follower every row of a table, by primary key and in slices that let the screen breathe, and from then on what
 * changes. Work grows with what changed, not with the table. Call the answer to stop.
 */
export function followTable<Row extends { readonly id: string }>(
  table: Table<Row, string>,
  follower: Follower<Row>,
): () => void {
  const queue: RowChange[] = [];
  let round = 0;
  let working = false;
  let stopped = false;

  const readAll = async () => {
    const own = ++round;
    follower.reset();
    const read = (after: string) => table.where(":id").above(after).limit(slice).toArray();
    for (let next = read(""); ;) {
      const rows = await next;
      if (stopped || own !== round) return;
      const last = rows.length < slice ? undefined : rows.at(-1);
      // The database reads on while the follower works.
      if (last !== undefined) next = read(last.id);
      follower.put(rows);
      if (last === undefined) break;
      await breathe();
    }
    follower.whole();
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
    const rows = await table.bulkGet([...ids]);
    follower.remove(ids.filter((_, index) => rows[index] === undefined));
    follower.put(rows.filter((row) => row !== undefined));
  };

  const unsubscribe = onRowsChanged(table.name, (change) => {
    queue.push(change);
    work().catch(reportError);
  });
  readAll().catch(reportError);
  return () => {
    stopped = true;
    unsubscribe();
  };
}

/** Lets input and paint go first. */
function breathe(): Promise<void> {
  const { scheduler } = globalThis as { readonly scheduler?: { readonly yield?: () => Promise<void> } };
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve));
}
