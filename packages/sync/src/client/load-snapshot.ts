import type { SnapshotManifest } from "../protocol.ts";
import { covers } from "../transaction-snapshot.ts";
import { inSyncTransaction, noteReached } from "./apply-delta.ts";
import { ChunkQueue } from "./chunk-queue.ts";
import { dropMeta, getMeta } from "./meta.ts";
import type { Clock, DeviceIdentity, Ports, Reached } from "./ports.ts";
import { type EngineSchema, scopesOfDevice } from "./schema.ts";
import { ScopeLoad } from "./scope-load.ts";

/** Downloads at a time: enough to hide the round trip, few enough for a cheap tablet. */
const parallel = 4;

/**
 * Fetches the first copy of every scope that has none, the scopes side by side and some chunks at a time: what has landed can be
 * used, and a broken download goes on where it stopped. Rows that are no longer in a scope are removed at its end, and its
 * cursor stands at the snapshot; a pull closes the gap. What fails of one scope, or is long in the making, holds up no
 * other; what failed is thrown at the end.
 */
export async function loadSnapshots(ports: Ports, schema: EngineSchema, identity: DeviceIdentity): Promise<void> {
  const cursor = await ports.store.read(["meta"], (tx) => getMeta(tx, "cursor"));
  const missing = scopesOfDevice(identity).filter((scope) => cursor?.scopes[scope] === undefined);
  const fetchChunks = sharedDownloads(ports.clock);
  const loads: ScopeLoad[] = [];
  const ended = await Promise.allSettled(
    missing.map(async (scope) => {
      const load = await ScopeLoad.begin(ports, schema, identity, scope);
      loads.push(load);
      await fetchChunks(load);
    }),
  );
  // What lands after the next load has begun would be fetched again, and counted twice.
  await Promise.all(loads.map((load) => load.idle()));
  const troubles = [
    ...ended.flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : [])),
    ...loads.flatMap(({ trouble }) => (trouble === null ? [] : [trouble.error])),
  ];
  if (troubles.length > 0) throw troubles[0];
}

/** Fetches what is left of a copy, and of those that come meanwhile. */
function sharedDownloads(clock: Clock): (load: ScopeLoad) => Promise<void> {
  const queue = new ChunkQueue<ScopeLoad>();
  let running = 0;
  const work = async () => {
    running += 1;
    for (let run = queue.next(); run !== undefined; run = queue.next()) {
      const began = clock.now();
      await run.load.fetch(run.from, run.count);
      queue.took(run.count, clock.now() - began);
    }
    running -= 1;
  };
  return async (load) => {
    queue.add(load);
    await Promise.all(Array.from({ length: parallel - running }, work));
  };
}

/** Whether a copy that was kept is older than what the device has reached, or may be. */
export function isBehind(kept: SnapshotManifest, reached: Reached | null): boolean {
  return reached !== null && (kept.epoch !== reached.epoch || !covers(kept.seen, reached.seen));
}

/** Forgets how far the scopes were read, keeping every row and the outbox: the copies are fetched again. */
export function requireSnapshots(ports: Ports, schema: EngineSchema): Promise<void> {
  return inSyncTransaction(ports, schema, async (tx) => {
    const cursor = await getMeta(tx, "cursor");
    if (cursor !== undefined) await noteReached(tx, cursor, () => true);
    await dropMeta(tx, ["cursor", "etag", "ragged", "snapshots"]);
  });
}
