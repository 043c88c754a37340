/**
 * A PostgreSQL `pg_snapshot` in its text form `xmin:xmax:xip,xip`: which transactions were visible at one moment
 * (https://www.postgresql.org/docs/18/functions-info.html#FUNCTIONS-INFO-SNAPSHOT). Cursors are made of these.
 */
export type TransactionSnapshot = string;

interface Parsed {
  readonly xmin: bigint;
  readonly xmax: bigint;
  /** In progress at that moment, ascending, each in [xmin, xmax). */
  readonly inProgress: readonly bigint[];
}

const shape = /^\d{1,20}:\d{1,20}:(?:\d{1,20}(?:,\d{1,20}){0,4096})?$/;

/** Whether a string from outside is a snapshot, before it goes anywhere near SQL. */
export function isTransactionSnapshot(text: string): boolean {
  if (!shape.test(text)) return false;
  const { xmin, xmax, inProgress } = parse(text);
  if (xmin > xmax || xmax >= 1n << 64n) return false;
  return inProgress.every(
    (xid, index) => xid >= xmin && xid < xmax && (index === 0 || xid > (inProgress[index - 1] ?? 0n)),
  );
}

/** The few snapshots that are compared again and again: a server's newest ticks and its tablets' cursors. */
const parsed = new Map<TransactionSnapshot, Parsed>();
const remembered = 1_000;

function parse(snapshot: TransactionSnapshot): Parsed {
  const known = parsed.get(snapshot);
  if (known !== undefined) return known;
  if (parsed.size >= remembered) parsed.clear();
  const fresh = parseText(snapshot);
  parsed.set(snapshot, fresh);
  return fresh;
}

function parseText(snapshot: TransactionSnapshot): Parsed {
  const [xmin = "", xmax = "", list = ""] = snapshot.split(":");
  return { xmin: BigInt(xmin), xmax: BigInt(xmax), inProgress: list === "" ? [] : list.split(",").map(BigInt) };
}

/** Whether every transaction visible in `earlier` is visible in `later` too: nothing of `earlier` is news. */
export function covers(later: TransactionSnapshot, earlier: TransactionSnapshot): boolean {
  if (later === earlier) return true;
  const a = parse(later);
  const b = parse(earlier);
  if (a.xmin >= b.xmax) return true;
  if (a.xmax < b.xmax && !allInProgress(b, a.xmax, b.xmax)) return false;
  // What `later` still holds in progress must not have been visible in `earlier`.
  return a.inProgress.every((xid) => xid >= b.xmax || b.inProgress.includes(xid));
}

/** Whether all transactions in [from, until) were in progress: then the larger xmax shows nothing more. */
function allInProgress(snapshot: Parsed, from: bigint, until: bigint): boolean {
  const count = snapshot.inProgress.filter((xid) => xid >= from && xid < until).length;
  return BigInt(count) === until - from;
}

/** Whether the effects of transaction `xid` are part of the snapshot. */
export function sees(snapshot: TransactionSnapshot, xid: string): boolean {
  const { xmin, xmax, inProgress } = parse(snapshot);
  const id = BigInt(xid);
  if (id < xmin) return true;
  return id < xmax && !inProgress.includes(id);
}
