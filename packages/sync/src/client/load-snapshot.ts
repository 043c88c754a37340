import type { Change, Cursor, Row, SnapshotChunk, SnapshotManifest } from "../protocol.ts";
import { arrive, inSyncTransaction } from "./apply-delta.ts";
import { dropMeta, getMeta, setMeta, type SnapshotProgress } from "./meta.ts";
import type { DeviceIdentity, LocalTransaction, Ports } from "./ports.ts";
import { type EngineSchema, scopesOfDevice, tablesOfScope } from "./schema.ts";
import { applyChanges } from "./view.ts";

/** Downloads at a time: enough to hide the round trip, few enough for a cheap tablet. */
const parallel = 4;

/**
 * Fetches the first copy of every scope that has none, a chunk at a time: what has landed can be used, and a broken
 * download goes on where it stopped. Rows that are no longer in the scope are removed at its end. Afterwards the cursor
 * stands at the snapshots; a pull closes the gap.
 */
export async function loadSnapshots(ports: Ports, schema: EngineSchema, identity: DeviceIdentity): Promise<void> {
  for (const scope of scopesOfDevice(identity)) {
    const cursor = await readCursor(ports);
    if (cursor?.scopes[scope] !== undefined) continue;
    await loadScope(ports, schema, identity, scope);
  }
}

/** Forgets how far the scopes were read, keeping every row and the outbox: the copies are fetched again. */
export function requireSnapshots(ports: Ports, schema: EngineSchema): Promise<void> {
  return inSyncTransaction(ports, schema, (tx) => dropMeta(tx, ["cursor", "etag", "snapshots"]));
}

function readCursor(ports: Ports): Promise<Cursor | undefined> {
  return ports.store.read(["meta"], (tx) => getMeta(tx, "cursor"));
}

async function loadScope(ports: Ports, schema: EngineSchema, identity: DeviceIdentity, scope: string): Promise<void> {
  const manifest = await ports.transport.manifest(scope, null);
  const begun = await begin(ports, schema, identity, manifest);
  const left = chunkOrder(manifest).filter((index) => !begun.chunksDone.includes(index));
  const present = new Map<string, Set<string>>();
  const workers = Array.from({ length: parallel }, async () => {
    for (;;) {
      const index = left.shift();
      if (index === undefined) return;
      const chunk = await ports.transport.chunk(manifest, index);
      const rows = rowsOf(schema, chunk);
      if (!begun.clean) remember(present, chunk.table, rows);
      await landChunk(ports, schema, manifest, index, chunk.table, rows);
    }
  });
  await Promise.all(workers);
  await finish(ports, schema, manifest, begun.clean ? null : present);
}

/**
 * Notes which version is being loaded. `clean` says that the scope's tables were empty when this version began, so that
 * chunks that landed before a restart need not be fetched again and nothing stale can be left.
 */
async function begin(
  ports: Ports,
  schema: EngineSchema,
  identity: DeviceIdentity,
  manifest: SnapshotManifest,
): Promise<SnapshotProgress> {
  return inSyncTransaction(ports, schema, async (tx) => {
    const all = (await getMeta(tx, "snapshots")) ?? {};
    const known = all[manifest.scope];
    if (known?.version === manifest.version && known.clean) return known;
    const fresh: SnapshotProgress = {
      version: manifest.version,
      clean: await isEmpty(tx, tablesOfScope(schema, identity, manifest.scope)),
      chunks: manifest.chunks.length,
      rows: manifest.rows,
      rowsDone: 0,
      chunksDone: [],
    };
    await setMeta(tx, "snapshots", { ...all, [manifest.scope]: fresh });
    return fresh;
  });
}

async function isEmpty(tx: LocalTransaction, tables: readonly string[]): Promise<boolean> {
  for (const table of tables) {
    if ((await tx.range(table, ":id", "", "\uffff", 1)).length > 0) return false;
  }
  return true;
}

/**
 * Small tables first, then the large ones side by side, so that the first products come with their prices and can be
 * sold while the rest loads.
 */
function chunkOrder(manifest: SnapshotManifest): number[] {
  const seen = new Map<string, number>();
  const order = manifest.chunks.map(({ table }, index) => {
    const round = seen.get(table) ?? 0;
    seen.set(table, round + 1);
    return { index, round };
  });
  return order.toSorted((a, b) => a.round - b.round || a.index - b.index).map(({ index }) => index);
}

function rowsOf(schema: EngineSchema, chunk: SnapshotChunk): Row[] {
  const names = schema.tables[chunk.table]?.columns ?? [];
  const count = chunk.columns[0]?.length ?? 0;
  return Array.from(
    { length: count },
    (_, index) =>
      Object.fromEntries(names.map((name, column) => [name, chunk.columns[column]?.[index] ?? null])) as Row,
  );
}

function remember(present: Map<string, Set<string>>, table: string, rows: readonly Row[]): void {
  const ids = present.get(table) ?? new Set();
  for (const row of rows) ids.add(row.id);
  present.set(table, ids);
}

function landChunk(
  ports: Ports,
  schema: EngineSchema,
  manifest: SnapshotManifest,
  index: number,
  table: string,
  rows: readonly Row[],
): Promise<void> {
  return inSyncTransaction(ports, schema, async (tx, identity) => {
    const all = (await getMeta(tx, "snapshots")) ?? {};
    const progress = all[manifest.scope];
    if (progress?.version !== manifest.version) return;
    const changes = rows.map((row): Change => ({ table, operation: "put", row }));
    await applyChanges(tx, changes, manifest.processed[identity.deviceId] ?? 0);
    await setMeta(tx, "snapshots", {
      ...all,
      [manifest.scope]: {
        ...progress,
        rowsDone: progress.rowsDone + rows.length,
        chunksDone: [...progress.chunksDone, index],
      },
    });
  });
}

/** The scope is whole: removes what is not in it (when asked), and sets its cursor. */
function finish(
  ports: Ports,
  schema: EngineSchema,
  manifest: SnapshotManifest,
  present: ReadonlyMap<string, ReadonlySet<string>> | null,
): Promise<void> {
  return inSyncTransaction(ports, schema, async (tx, identity) => {
    const { scope, epoch } = manifest;
    const processed = manifest.processed[identity.deviceId] ?? 0;
    if (present !== null) await removeStale(tx, tablesOfScope(schema, identity, scope), present, processed);
    const cursor = await getMeta(tx, "cursor");
    const others = cursor?.epoch === epoch ? cursor.scopes : {};
    await setMeta(tx, "cursor", { epoch, schema: manifest.schema, scopes: { ...others, [scope]: manifest.seen } });
    const { [scope]: _done, ...rest } = (await getMeta(tx, "snapshots")) ?? {};
    await setMeta(tx, "snapshots", rest);
    await arrive(tx, schema, identity, [scope], processed, null);
  });
}

async function removeStale(
  tx: LocalTransaction,
  tables: readonly string[],
  present: ReadonlyMap<string, ReadonlySet<string>>,
  processed: number,
): Promise<void> {
  for (const table of tables) {
    const ids = present.get(table) ?? new Set<string>();
    const stale = ((await tx.keys(table)) as readonly string[]).filter((id) => !ids.has(id));
    await applyChanges(
      tx,
      stale.map((id): Change => ({ table, operation: "delete", id })),
      processed,
    );
  }
}
