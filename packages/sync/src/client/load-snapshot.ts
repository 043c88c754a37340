import { covers } from "../transaction-snapshot.ts";
import type { Change, Cursor, Row, SnapshotChunk, SnapshotManifest } from "../protocol.ts";
import { type Checksum, rowHash } from "../row-hash.ts";
import { arrive, inSyncTransaction, reachedBy } from "./apply-delta.ts";
import { dropMeta, getMeta, getMetas, setMeta, type SnapshotProgress } from "./meta.ts";
import type { OutboxEntry } from "./local-schema.ts";
import {
  type DeviceIdentity,
  type LocalTransaction,
  type FetchedManifest,
  type Ports,
  type Reached,
  TransportError,
} from "./ports.ts";
import { findLost, reviveEffects } from "./revive.ts";
import { addToSums, agrees, setSum } from "./sums.ts";
import { type EngineSchema, scopesOfDevice, tablesOfScope } from "./schema.ts";
import { plus } from "./stored-row.ts";
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

/** Whether a copy that was kept is older than what the device has reached, or may be. */
export function isBehind(kept: SnapshotManifest, reached: Reached | null): boolean {
  return reached !== null && (kept.epoch !== reached.epoch || !covers(kept.seen, reached.seen));
}

/** Forgets how far the scopes were read, keeping every row and the outbox: the copies are fetched again. */
export function requireSnapshots(ports: Ports, schema: EngineSchema): Promise<void> {
  return inSyncTransaction(ports, schema, async (tx) => {
    const { cursor, reached } = await getMetas(tx, ["cursor", "reached"]);
    if (cursor !== undefined) await setMeta(tx, "reached", { ...reached, ...reachedBy(cursor) });
    await dropMeta(tx, ["cursor", "etag", "ragged", "snapshots"]);
  });
}

function readCursor(ports: Ports): Promise<Cursor | undefined> {
  return ports.store.read(["meta"], (tx) => getMeta(tx, "cursor"));
}

async function loadScope(ports: Ports, schema: EngineSchema, identity: DeviceIdentity, scope: string): Promise<void> {
  const reached = await ports.store.read(["meta"], (tx) => getMeta(tx, "reached"));
  const manifest = await ports.transport.manifest(scope, reached?.[scope] ?? null);
  // Chunks carry no column names: read by another schema's order, an amount would land in another column.
  if (manifest.schema !== schema.version) throw new TransportError("version", "VERSION_BLOCKED");
  const { progress: begun, lost } = await begin(ports, schema, identity, manifest);
  const loading = { manifest, lost };
  const left = chunkOrder(manifest).filter((index) => !begun.chunksDone.includes(index));
  const present: Present = { ids: new Map(), sum: { rows: 0, sum: 0 } };
  const workers = Array.from({ length: parallel }, async () => {
    for (;;) {
      const index = left.shift();
      if (index === undefined) return;
      const chunk = await ports.transport.chunk(manifest, index);
      const changes = changesOf(schema, chunk);
      if (!begun.clean) remember(present, chunk.table, changes);
      await landChunk(ports, schema, loading, index, changes);
    }
  });
  await Promise.all(workers);
  await finish(ports, schema, loading, begun.clean ? null : present);
}

/** A version of a scope on its way to the device, and the commands that are not part of it although they were settled. */
interface Loading {
  readonly manifest: SnapshotManifest;
  readonly lost: readonly OutboxEntry[];
}

/**
 * Notes which version is being loaded. `clean` says that the scope's tables were empty when this version began, so that
 * chunks that landed before a restart need not be fetched again and nothing stale can be left.
 */
async function begin(
  ports: Ports,
  schema: EngineSchema,
  identity: DeviceIdentity,
  manifest: FetchedManifest,
): Promise<{ readonly progress: SnapshotProgress; readonly lost: readonly OutboxEntry[] }> {
  return inSyncTransaction(ports, schema, async (tx) => {
    const lost = await findLost(
      tx,
      manifest.decided[identity.deviceId] ?? [],
      manifest.kept === true ? null : manifest.epoch,
    );
    const all = (await getMeta(tx, "snapshots")) ?? {};
    const known = all[manifest.scope];
    if (known?.version === manifest.version && known.clean) return { progress: known, lost };
    const fresh: SnapshotProgress = {
      version: manifest.version,
      clean: await isEmpty(tx, tablesOfScope(schema, identity, manifest.scope)),
      chunks: manifest.chunks.length,
      rows: manifest.rows,
      rowsDone: 0,
      chunksDone: [],
    };
    await setMeta(tx, "snapshots", { ...all, [manifest.scope]: fresh });
    if (fresh.clean) await setSum(tx, manifest.scope, { rows: 0, sum: 0 });
    // Its rows will be here in part when it breaks off: whatever is fetched instead may not be older.
    const { scope, epoch, seen } = manifest;
    await setMeta(tx, "reached", { ...(await getMeta(tx, "reached")), [scope]: { epoch, seen } });
    return { progress: fresh, lost };
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

function changesOf(schema: EngineSchema, chunk: SnapshotChunk): Put[] {
  const names = schema.tables[chunk.table]?.columns ?? [];
  const count = chunk.columns[0]?.length ?? 0;
  return Array.from({ length: count }, (_, index) => ({
    table: chunk.table,
    operation: "put",
    row: Object.fromEntries(names.map((name, column) => [name, chunk.columns[column]?.[index] ?? null])) as Row,
    v: chunk.versions[index] ?? 0,
  }));
}

type Put = Extract<Change, { readonly operation: "put" }>;

/** All rows of a copy that came over others, and what they come to. */
interface Present {
  readonly ids: Map<string, Set<string>>;
  sum: Checksum;
}

function remember(present: Present, table: string, changes: readonly Put[]): void {
  const ids = present.ids.get(table) ?? new Set();
  for (const { row, v } of changes) {
    ids.add(row.id);
    present.sum = plus(present.sum, { rows: 1, sum: rowHash(table, row.id, v) });
  }
  present.ids.set(table, ids);
}

function landChunk(
  ports: Ports,
  schema: EngineSchema,
  { manifest, lost }: Loading,
  index: number,
  changes: readonly Put[],
): Promise<void> {
  return inSyncTransaction(ports, schema, async (tx, identity) => {
    const all = (await getMeta(tx, "snapshots")) ?? {};
    const progress = all[manifest.scope];
    if (progress?.version !== manifest.version) return;
    const landing = new Set(changes.map(({ table, row }) => `${table} ${row.id}`));
    await reviveEffects(tx, lost, (op) => landing.has(`${op.table} ${op.row}`));
    const decided = manifest.decided[identity.deviceId] ?? [];
    await addToSums(tx, schema, identity, await applyChanges(tx, changes, decided));
    await setMeta(tx, "snapshots", {
      ...all,
      [manifest.scope]: {
        ...progress,
        rowsDone: progress.rowsDone + changes.length,
        chunksDone: [...progress.chunksDone, index],
      },
    });
  });
}

/** The scope is whole: removes what is not in it (when asked), and sets its cursor. */
function finish(
  ports: Ports,
  schema: EngineSchema,
  { manifest, lost }: Loading,
  present: Present | null,
): Promise<void> {
  return inSyncTransaction(ports, schema, async (tx, identity) => {
    const { scope, epoch } = manifest;
    const decided = manifest.decided[identity.deviceId] ?? [];
    const tables = tablesOfScope(schema, identity, scope);
    const revived = await reviveEffects(tx, lost, (op) => tables.includes(op.table));
    const gone = [
      ...revived.map(({ table, row }): Change => ({ table, operation: "delete", id: row })),
      ...(present === null ? [] : await staleRows(tx, tables, present.ids)),
    ];
    await addToSums(tx, schema, identity, await applyChanges(tx, gone, decided));
    // Not only rows may have been damaged before: what was counted of them, too.
    if (present !== null) await setSum(tx, scope, present.sum);
    const at = new Date(ports.clock.now()).toISOString();
    const { [scope]: _done, ...rest } = (await getMeta(tx, "snapshots")) ?? {};
    await setMeta(tx, "snapshots", rest);
    if (!(await agrees(tx, scope, manifest.checksum, at))) return;
    const cursor = await getMeta(tx, "cursor");
    const others = cursor?.epoch === epoch ? cursor.scopes : {};
    await setMeta(tx, "cursor", { epoch, schema: manifest.schema, scopes: { ...others, [scope]: manifest.seen } });
    if (scopesOfDevice(identity).every((held) => held === scope || held in others)) await dropMeta(tx, ["lost"]);
    await arrive(tx, schema, identity, [scope], decided, null);
  });
}

/** The end of every row that is here and in no chunk. */
async function staleRows(
  tx: LocalTransaction,
  tables: readonly string[],
  present: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<readonly Change[]> {
  const found: Change[] = [];
  for (const table of tables) {
    const ids = present.get(table) ?? new Set<string>();
    const stale = ((await tx.keys(table)) as readonly string[]).filter((id) => !ids.has(id));
    found.push(...stale.map((id): Change => ({ table, operation: "delete", id })));
  }
  return found;
}
