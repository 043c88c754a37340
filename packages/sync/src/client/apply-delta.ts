import { type Decided, eitherDecided } from "../decided.ts";
import type { Change, Cursor, Delta, LiveBody, LiveDelta } from "../protocol.ts";
import { covers } from "../transaction-snapshot.ts";
import { engineTableNames } from "./local-schema.ts";
import type { Checksum } from "../row-hash.ts";
import { dropMeta, getMeta, getMetas, setMeta } from "./meta.ts";
import type { DeviceIdentity, LocalTransaction, PackedTransaction, Ports, Reached } from "./ports.ts";
import { type EngineSchema, scopesOfDevice, tablesOfScope } from "./schema.ts";
import { addToSums, agrees } from "./sums.ts";
import { applyChanges, settleEffects } from "./view.ts";

/**
 * Applies a pulled delta in one transaction: rows, pending effects and cursor move together or not at all. False when
 * the device has read on since it asked; then the delta is old news and is not applied.
 */
export function applyPulled(ports: Ports, schema: EngineSchema, asked: Cursor, delta: Delta): Promise<boolean> {
  return inSyncTransaction(ports, schema, async (tx, identity) => {
    const cursor = await getMeta(tx, "cursor");
    if (cursor === undefined || JSON.stringify(cursor) !== JSON.stringify(asked)) return false;
    await addToSums(tx, schema, identity, await applyChanges(tx, delta.changes, delta.decided));
    await setMeta(tx, "cursor", delta.cursor);
    if (delta.hasMore || asked.page !== undefined) {
      await setMeta(tx, "ragged", delta.decided);
      await dropMeta(tx, ["etag"]);
    } else {
      await dropMeta(tx, ["ragged"]);
      await arrive(tx, schema, identity, scopesOfDevice(identity), delta.decided, delta.etag);
      await heal(tx, delta.checksum ?? {}, new Date(ports.clock.now()).toISOString());
    }
    await setMeta(tx, "lastAnswer", new Date(ports.clock.now()).toISOString());
    return true;
  });
}

/** `applied`; `known` when the device had already seen it; `gap` when something is missing in between: pull. */
export type LiveOutcome = "applied" | "known" | "gap";

/** Applies a delta from the socket, if the device stands where it begins. */
export function applyLive(ports: Ports, schema: EngineSchema, event: LiveDelta): Promise<LiveOutcome> {
  return inSyncTransaction(ports, schema, async (tx, identity): Promise<LiveOutcome> => {
    const cursor = await getMeta(tx, "cursor");
    const seen = cursor?.scopes[event.scope];
    if (cursor === undefined || seen === undefined || cursor.page !== undefined) return "gap";
    if ((await getMeta(tx, "ragged")) !== undefined) return "gap";
    if (covers(seen, event.to)) return "known";
    if (!covers(seen, event.from)) return "gap";
    const body = JSON.parse(event.body) as LiveBody;
    const known = ((await getMeta(tx, "decided")) ?? {})[event.scope] ?? [];
    const decided = body.decided[identity.deviceId] ?? known;
    await addToSums(tx, schema, identity, await applyChanges(tx, body.changes as readonly Change[], decided));
    await setMeta(tx, "cursor", { ...cursor, scopes: { ...cursor.scopes, [event.scope]: event.to } });
    // The tag was made for the cursor before; the next pull asks without one and gets its own.
    await arrive(tx, schema, identity, [event.scope], decided, null);
    const at = new Date(ports.clock.now()).toISOString();
    await setMeta(tx, "lastAnswer", at);
    return (await heal(tx, { [event.scope]: body.checksum }, at)) ? "gap" : "applied";
  });
}

/**
 * Compares what the scopes' rows come to with what the server says. A scope that differs is given up: its copy is fetched
 * again, while what is here goes on being shown. Says whether there was one.
 */
async function heal(tx: LocalTransaction, there: Readonly<Record<string, Checksum>>, at: string): Promise<boolean> {
  let differs = false;
  for (const [scope, checksum] of Object.entries(there)) {
    if (await agrees(tx, scope, checksum, at)) continue;
    await requireScope(tx, scope);
    differs = true;
  }
  return differs;
}

/**
 * How far the rows of each scope may be: inside a delta of several pages they are ahead of the cursor, as far as the
 * state that the pages lead to.
 */
export function reachedBy({ epoch, scopes, page }: Cursor): Readonly<Record<string, Reached>> {
  return Object.fromEntries(
    Object.entries(scopes).map(([scope, seen]) => [scope, { epoch, seen: page?.target ?? seen }]),
  );
}

/**
 * Notes how far some scopes were read, before that is forgotten, and which own commands their rows may contain: those
 * have lost effects that must be shown again, should the copy that comes not contain them.
 */
export async function noteReached(
  tx: LocalTransaction,
  cursor: Cursor,
  isWanted: (scope: string) => boolean,
): Promise<void> {
  await keepReached(tx, cursor, isWanted);
  const { decided, ragged } = await getMetas(tx, ["decided", "ragged"]);
  // Behind the last page, too, until a whole pull: nothing has arrived yet, and the rows are further.
  const ahead = eitherDecided(cursor.page?.decided ?? [], Array.isArray(ragged) ? ragged : []);
  const wanted = Object.keys(cursor.scopes).filter(isWanted);
  const contained = wanted.map((scope) => [scope, eitherDecided(decided?.[scope] ?? [], ahead)] as const);
  await setMeta(tx, "decided", { ...decided, ...Object.fromEntries(contained) });
}

/** Notes how far the rows of some scopes are, or were already when a delta of several pages was left behind. */
export async function keepReached(
  tx: LocalTransaction,
  cursor: Cursor,
  isWanted: (scope: string) => boolean,
): Promise<void> {
  const before = (await getMeta(tx, "reached")) ?? {};
  const stands = Object.entries(reachedBy(cursor)).filter(
    ([scope, { epoch, seen }]) =>
      isWanted(scope) && !(before[scope]?.epoch === epoch && covers(before[scope].seen, seen)),
  );
  await setMeta(tx, "reached", { ...before, ...Object.fromEntries(stands) });
}

/** Forgets how far a scope was read, keeping every row and the outbox: its copy is fetched again, and not an older one. */
export async function requireScope(tx: LocalTransaction, scope: string): Promise<void> {
  const cursor = await getMeta(tx, "cursor");
  if (cursor?.scopes[scope] === undefined) return;
  await noteReached(tx, cursor, (one) => one === scope);
  const { [scope]: _given, ...others } = cursor.scopes;
  await setMeta(tx, "cursor", { ...cursor, scopes: others });
  await dropMeta(tx, ["etag"]);
}

/** Scopes have arrived at a state in which these own commands are decided. */
export async function arrive(
  tx: LocalTransaction,
  schema: EngineSchema,
  identity: DeviceIdentity,
  scopes: readonly string[],
  decided: Decided,
  etag: string | null,
): Promise<void> {
  const tables = scopes.flatMap((scope) => tablesOfScope(schema, identity, scope));
  await settleEffects(tx, tables, decided);
  const before = (await getMeta(tx, "decided")) ?? {};
  await setMeta(tx, "decided", { ...before, ...Object.fromEntries(scopes.map((scope) => [scope, decided])) });
  if (etag === null) await dropMeta(tx, ["etag"]);
  else await setMeta(tx, "etag", etag);
}

/** Runs `work` on all tables of the engine, when the device is enrolled. */
export function inSyncTransaction<T>(
  ports: Pick<Ports, "store">,
  schema: EngineSchema,
  work: (tx: PackedTransaction, identity: DeviceIdentity) => Promise<T>,
): Promise<T> {
  return ports.store.write([...engineTableNames, ...Object.keys(schema.tables)], async (tx) => {
    const identity = await getMeta(tx, "identity");
    if (identity === undefined) throw new Error("the device is not enrolled");
    return work(tx, identity);
  });
}
