import { type Decided, isDecidedSet } from "../decided.ts";
import { limits, type Cursor, type ScopeId } from "../protocol.ts";
import { covers, isTransactionSnapshot, type TransactionSnapshot } from "../transaction-snapshot.ts";
import { etagOf } from "./etag.ts";
import type { Feed, FeedChange, FeedPage, KnownScope } from "./ports.ts";
import type { Watermarks } from "./watermarks.ts";

/** Who pulls: the scopes the server derived for the session, and the device whose commands count. */
export interface Puller {
  readonly organizationId: string;
  readonly deviceId: string;
  readonly scopes: readonly KnownScope[];
}

export interface PullRequest extends AskedCursor {
  readonly ifNoneMatch: string | null;
}

/** A cursor as a device sent it, and the tag that belongs to it. */
export interface AskedCursor {
  readonly cursor: Cursor;
  readonly etag: string;
}

export type PullAnswer =
  /** The cursor stands: no SQL was run when `fromMemory`. */
  | { readonly kind: "not-modified"; readonly etag: string; readonly fromMemory: boolean }
  /** `body` is the JSON text of a Delta. */
  | { readonly kind: "delta"; readonly etag: string; readonly body: string; readonly changes: number }
  | { readonly kind: "snapshot-required"; readonly epoch: string };

export interface PullDeps {
  readonly feed: Feed;
  readonly watermarks: Watermarks;
  readonly epoch: string;
  readonly schema: string;
  readonly timestamp: () => string;
}

/**
 * Reads cursors from outside; null for what is none. The newest `capacity` are remembered: the tablets of a store stand
 * at the same cursor and ask with it again and again.
 */
export function cursorReader(capacity = 2_000): (text: string) => AskedCursor | null {
  const known = new Map<string, AskedCursor>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const cursor = parseCursor(text);
    if (cursor === null) return null;
    const asked = { cursor, etag: etagOf(cursor) };
    if (text.length > 2_000) return asked;
    if (known.size >= capacity) known.delete(known.keys().next().value ?? "");
    known.set(text, asked);
    return asked;
  };
}

function parseCursor(text: string): Cursor | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isCursor(value) ? value : null;
}

function isCursor(value: unknown): value is Cursor {
  if (!isRecord(value) || typeof value["epoch"] !== "string" || typeof value["schema"] !== "string") return false;
  const { scopes, page } = value;
  if (!isRecord(scopes) || Object.keys(scopes).length > 8) return false;
  if (!Object.values(scopes).every((seen) => typeof seen === "string" && isTransactionSnapshot(seen))) return false;
  return page === undefined || isPageMark(page);
}

const pageFields = { scope: /^[0-9a-f-]{36}$/, rowId: /^[0-9a-f-]{36}$/, xid: /^\d{1,20}$/, table: /^[a-z_]{1,40}$/ };

function isPageMark(value: unknown): boolean {
  if (!isRecord(value) || typeof value["target"] !== "string" || !isTransactionSnapshot(value["target"])) return false;
  if (!isDecidedSet(value["decided"])) return false;
  return Object.entries(pageFields).every(
    ([field, shape]) => typeof value[field] === "string" && shape.test(value[field]),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Answers what changed after a device's cursor (SPEC.md, "Pull"). */
export async function pull(deps: PullDeps, puller: Puller, request: PullRequest): Promise<PullAnswer> {
  const { cursor, etag } = request;
  if (!isReadable(deps, puller, cursor)) return { kind: "snapshot-required", epoch: deps.epoch };
  if (request.ifNoneMatch === etag && deps.watermarks.isCurrent(cursor)) {
    return { kind: "not-modified", etag, fromMemory: true };
  }
  return readDelta(deps, puller, request);
}

/** Whether a delta from this cursor can be right at all: same life of the database, same schema, same scopes. */
function isReadable(deps: PullDeps, puller: Puller, cursor: Cursor): boolean {
  if (cursor.epoch !== deps.epoch || cursor.schema !== deps.schema) return false;
  const held = new Set(puller.scopes.map((scope) => scope.id));
  const named = Object.keys(cursor.scopes);
  if (named.length !== held.size || !named.every((scope) => held.has(scope))) return false;
  return cursor.page === undefined || held.has(cursor.page.scope);
}

/** Whether a state is new enough that no tombstone it needs is gone: it has seen everything below the purge horizon. */
export function outlives(seen: TransactionSnapshot, purgedBefore: string): boolean {
  return covers(seen, `${purgedBefore}:${purgedBefore}:`);
}

/**
 * Whether the database has been where the cursor says. It has not when an older copy of it was put back in place, which
 * nothing but the cursors tells of: what is written anew would be known to them already.
 */
function isOfThePast(cursor: Cursor, now: TransactionSnapshot): boolean {
  return [...Object.values(cursor.scopes), cursor.page?.target ?? now].every((seen) => covers(now, seen));
}

async function readDelta(
  deps: PullDeps,
  puller: Puller,
  { cursor, etag: asked, ifNoneMatch }: PullRequest,
): Promise<PullAnswer> {
  const from = new Map<ScopeId, string>(Object.entries(cursor.scopes));
  const read = await deps.feed.within(puller.organizationId, async (state) => {
    // Asked in the state that is read: what an earlier look said of the horizon may be old by now.
    if (!Object.values(cursor.scopes).every((seen) => outlives(seen, state.purgedBefore))) return null;
    deps.watermarks.saw(state.now);
    if (!isOfThePast(cursor, state.now)) return null;
    const target = cursor.page?.target ?? state.now;
    const page = await state.changes(from, target, cursor.page ?? null, limits.pullPage);
    // All pages of one delta lead to one state, so they speak of the commands decided in that state.
    const decided = cursor.page?.decided ?? (await state.decided(puller.deviceId));
    // Only a delta of one page leads to the very state that is read here.
    const whole = cursor.page === undefined && page.next === null;
    return { target, page, decided, checksum: whole ? await state.checksums([...from.keys()]) : null };
  });
  if (read === null) return { kind: "snapshot-required", epoch: deps.epoch };
  const { target, page, decided, checksum } = read;
  const quiet = cursor.page === undefined && page.changes.length === 0 && page.next === null;
  if (quiet) {
    for (const [scope, seen] of from) deps.watermarks.verifyUnchanged(scope, seen, target);
    if (ifNoneMatch === asked) return { kind: "not-modified", etag: asked, fromMemory: false };
  }
  const next = nextCursor(cursor, target, page.next, decided);
  const etag = etagOf(next);
  const head = JSON.stringify({
    isDelta: true,
    cursor: next,
    etag,
    timestamp: deps.timestamp(),
    decided,
    checksum,
    hasMore: page.next !== null,
  });
  return {
    kind: "delta",
    etag,
    body: `${head.slice(0, -1)},"changes":${encodeChanges(page.changes)}}`,
    changes: page.changes.length,
  };
}

/** Between pages the scopes stay where they were: only a finished delta moves the cursor. */
function nextCursor(cursor: Cursor, target: string, next: FeedPage["next"], decided: Decided): Cursor {
  const { epoch, schema, scopes } = cursor;
  if (next !== null) return { epoch, schema, scopes, page: { ...next, target, decided } };
  return { epoch, schema, scopes: Object.fromEntries(Object.keys(scopes).map((scope) => [scope, target])) };
}

/** Changes as JSON text. Row texts come from the database and are spliced in as they are. */
export function encodeChanges(changes: readonly FeedChange[]): string {
  const parts = changes.map(({ table, rowId, json, xid }) =>
    json === null
      ? `{"table":"${table}","operation":"delete","id":"${rowId}"}`
      : `{"table":"${table}","operation":"put","v":${xid},"row":${json}}`,
  );
  return `[${parts.join(",")}]`;
}
