import { applyPulled } from "./apply-delta.ts";
import { loadSnapshots } from "./load-snapshot.ts";
import type { OutboxEntry, PendingOp } from "./local-schema.ts";
import { getMeta } from "./meta.ts";
import type { DeviceIdentity, Ports } from "./ports.ts";
import { type EngineSchema, scopesOfDevice } from "./schema.ts";

/** What a pull came to. */
export type CaughtUp = "unchanged" | "changed" | "snapshot-required" | "no-cursor";

/** Asks for everything after the cursor and applies it, page by page. Throws TransportError when it is not answered. */
export async function catchUp(ports: Ports, schema: EngineSchema, onAnswer: () => void): Promise<CaughtUp> {
  let changed = false;
  for (;;) {
    const { cursor, etag } = await ports.store.read(["meta"], async (tx) => ({
      cursor: await getMeta(tx, "cursor"),
      etag: await getMeta(tx, "etag"),
    }));
    if (cursor === undefined) return "no-cursor";
    // Without the tag the server says where its rows stand, even when nothing changed.
    const reply = await ports.transport.pull(cursor, (await awaitsOwn(ports)) ? null : (etag ?? null));
    onAnswer();
    if (reply.kind === "snapshot-required") return "snapshot-required";
    if (reply.kind === "not-modified") return changed ? "changed" : "unchanged";
    changed ||= reply.delta.changes.length > 0;
    const applied = await applyPulled(ports, schema, cursor, reply.delta);
    if (applied && !reply.delta.hasMore) return changed ? "changed" : "unchanged";
  }
}

/** Whether the server has decided a command whose effect here is still ours alone: then its rows are asked for outright. */
export function awaitsOwn(ports: Ports): Promise<boolean> {
  return ports.store.read(["pending", "outbox"], async (tx) => {
    const [first] = (await tx.range("pending", ":id", [0, 0], [Number.MAX_SAFE_INTEGER, 0], 1)) as readonly PendingOp[];
    if (first === undefined) return false;
    const [entry] = (await tx.getMany("outbox", [first.commandId])) as readonly (OutboxEntry | undefined)[];
    return entry === undefined || entry.status === "settled";
  });
}

/** Whether every scope of the device has its first copy. */
export async function isWhole(ports: Ports, identity: DeviceIdentity): Promise<boolean> {
  const cursor = await ports.store.read(["meta"], (tx) => getMeta(tx, "cursor"));
  return cursor !== undefined && scopesOfDevice(identity).every((scope) => scope in cursor.scopes);
}

/** Fetches what is missing of the first copies, then catches up: one round of reading, for a worker without a page. */
export async function readOnce(ports: Ports, schema: EngineSchema): Promise<CaughtUp> {
  const identity = await ports.store.read(["meta"], (tx) => getMeta(tx, "identity"));
  if (identity === undefined) return "no-cursor";
  if (!(await isWhole(ports, identity))) await loadSnapshots(ports, schema, identity);
  return catchUp(ports, schema, () => undefined);
}
