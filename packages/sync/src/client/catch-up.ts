import type { Cursor } from "../protocol.ts";
import { covers, type TransactionSnapshot } from "../transaction-snapshot.ts";
import { applyPulled } from "./apply-delta.ts";
import { loadSnapshots } from "./load-snapshot.ts";
import type { OutboxEntry, PendingOp } from "./local-schema.ts";
import { getMeta, getMetas } from "./meta.ts";
import type { DeviceIdentity, Ports } from "./ports.ts";
import { type EngineSchema, scopesOfDevice } from "./schema.ts";

/** What a pull came to. */
export type CaughtUp = "unchanged" | "changed" | "snapshot-required" | "no-cursor";

/** A state that the server says a scope has come to; `epoch` when it says in which life of the database. */
export interface News {
  readonly scope: string;
  readonly to: TransactionSnapshot;
  readonly epoch: string | null;
}

/** What of the news a cursor has not seen. News of a scope that is not read yet is no news: its first copy comes. */
export function unseen(cursor: Cursor, news: readonly News[]): readonly News[] {
  return news.filter(({ scope, to, epoch }) => {
    if (epoch !== null && epoch !== cursor.epoch) return true;
    const seen = cursor.scopes[scope];
    return seen !== undefined && !covers(seen, to);
  });
}

/** What of the news known so far is not part of what is told now: a scope that moves on and on is one piece of news. */
export function notOutdone(known: readonly News[], told: readonly News[]): readonly News[] {
  const isPart = (one: News, of: News) => one.scope === of.scope && one.epoch === of.epoch && covers(of.to, one.to);
  return known.filter((one) => !told.some((of) => isPart(one, of)));
}

export interface CatchUpOptions {
  readonly onAnswer: () => void;
  /** States that must be reached, whatever a node answers that has not heard of them. */
  readonly news: readonly News[];
}

/**
 * Asks for everything after the cursor and applies it, page by page, until the server has no more than one page to tell.
 * Throws TransportError when it is not answered.
 */
export async function catchUp(
  ports: Ports,
  schema: EngineSchema,
  { onAnswer, news }: CatchUpOptions,
): Promise<CaughtUp> {
  let changed = false;
  for (;;) {
    const { cursor, etag, identity } = await ports.store.read(["meta"], (tx) =>
      getMetas(tx, ["cursor", "etag", "identity"]),
    );
    if (identity === undefined) return "no-cursor";
    if (cursor === undefined || !holdsAll(cursor, identity)) return "no-cursor";
    // Without the tag the server looks where its rows stand: a node's memory may not know yet what we were told of.
    const outright = unseen(cursor, news).length > 0 || (await awaitsOwn(ports));
    const reply = await ports.transport.pull(cursor, outright ? null : (etag ?? null));
    onAnswer();
    if (reply.kind === "snapshot-required") return "snapshot-required";
    if (reply.kind === "not-modified") return changed ? "changed" : "unchanged";
    changed ||= reply.delta.changes.length > 0;
    const applied = await applyPulled(ports, schema, cursor, reply.delta);
    if (applied && !reply.delta.hasMore && cursor.page === undefined) {
      const now = await readCursor(ports);
      if (now === undefined || !holdsAll(now, identity)) return "no-cursor";
      return changed ? "changed" : "unchanged";
    }
  }
}

/** Commands are decided in order, so that what is decided comes first; only what was put off may come before it. */
const lookedAt = 256;

/** Whether the server has decided a command whose effect here is still ours alone: then its rows are asked for outright. */
export function awaitsOwn(ports: Ports): Promise<boolean> {
  return ports.store.read(["pending", "outbox"], async (tx) => {
    const ops = await tx.range("pending", ":id", [0, 0], [Number.MAX_SAFE_INTEGER, 0], lookedAt);
    const ids = new Set((ops as readonly PendingOp[]).map((op) => op.commandId));
    const entries = (await tx.getMany("outbox", [...ids])) as readonly (OutboxEntry | undefined)[];
    return entries.some((entry) => entry === undefined || entry.status === "settled");
  });
}

/** How far this device has read; undefined before its first copy. */
export function readCursor(ports: Ports): Promise<Cursor | undefined> {
  return ports.store.read(["meta"], (tx) => getMeta(tx, "cursor"));
}

/** Whether every scope of the device has its first copy. */
export function holdsAll(cursor: Cursor, identity: DeviceIdentity): boolean {
  return scopesOfDevice(identity).every((scope) => scope in cursor.scopes);
}

/** Fetches what is missing of the first copies, then catches up: one round of reading, for a worker without a page. */
export async function readOnce(ports: Ports, schema: EngineSchema): Promise<CaughtUp> {
  const identity = await ports.store.read(["meta"], (tx) => getMeta(tx, "identity"));
  if (identity === undefined) return "no-cursor";
  const cursor = await readCursor(ports);
  if (cursor === undefined || !holdsAll(cursor, identity)) await loadSnapshots(ports, schema, identity);
  return catchUp(ports, schema, { onAnswer: () => undefined, news: [] });
}
