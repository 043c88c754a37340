import type { Change } from "../protocol.ts";
import type { Checksum } from "../row-hash.ts";
import type { Decided } from "../decided.ts";
import { arrive, inSyncTransaction, keepReached } from "./apply-delta.ts";
import { dropMeta, getMeta, setMeta, type SnapshotProgress } from "./meta.ts";
import { type ArrivedChunk, idsOf, Lander, landChunks, type Loading, readChunk, rebaseOn } from "./land-chunks.ts";
import type { BaseRow } from "./local-schema.ts";
import {
  type DeviceIdentity,
  type LocalTransaction,
  type PackedTransaction,
  type FetchedManifest,
  type Ports,
  TransportError,
} from "./ports.ts";
import { findLost, reviveEffects } from "./revive.ts";
import { addToSums, agrees, setSum } from "./sums.ts";
import { type EngineSchema, scopesOfDevice, tablesOfScope } from "./schema.ts";
import { plus } from "./stored-row.ts";
import { applyChanges } from "./view.ts";

/** The first copy of a scope on its way to the device. */
export class ScopeLoad {
  /** The chunks that are not here yet. */
  readonly left: readonly { readonly index: number; readonly table: string }[];
  /** What keeps it from becoming whole. */
  trouble: { readonly error: unknown } | null = null;
  readonly #ports: Ports;
  readonly #schema: EngineSchema;
  readonly #loading: Loading;
  readonly #lander: Lander;
  readonly #present: Present = { ids: new Map(), sum: { rows: 0, sum: 0 } };
  #awaited: number;

  private constructor(ports: Ports, schema: EngineSchema, loading: Loading, done: readonly number[]) {
    this.#ports = ports;
    this.#schema = schema;
    this.#loading = loading;
    this.#lander = new Lander((arrived) => landChunks(ports, schema, loading, arrived));
    const chunks = loading.manifest.chunks.map(({ table }, index) => ({ index, table }));
    this.left = chunks.filter(({ index }) => !done.includes(index));
    this.#awaited = this.left.length;
  }

  static async begin(ports: Ports, schema: EngineSchema, identity: DeviceIdentity, scope: string): Promise<ScopeLoad> {
    const reached = await ports.store.read(["meta"], (tx) => getMeta(tx, "reached"));
    const manifest = await ports.transport.manifest(scope, reached?.[scope] ?? null);
    // Chunks carry no column names: read by another schema's order, an amount would land in another column.
    if (manifest.schema !== schema.version) throw new TransportError("version", "VERSION_BLOCKED");
    const { loading, done } = await begin(ports, schema, identity, manifest);
    const load = new ScopeLoad(ports, schema, loading, done);
    if (load.left.length === 0) await load.#end();
    return load;
  }

  /** Fetches chunks, unless the scope is in trouble. */
  async fetch(from: number, count: number): Promise<void> {
    if (this.trouble !== null) return;
    try {
      const { manifest, clean } = this.#loading;
      const bodies = await this.#ports.transport.chunks(manifest, from, count);
      const summaries = manifest.chunks.slice(from, from + count);
      const arrived = summaries.map((summary, place): ArrivedChunk => {
        const gzip = bodies[place];
        if (gzip === undefined) throw new TransportError("failed", "INTERNAL");
        return { index: from + place, summary, gzip };
      });
      if (!clean) for (const chunk of arrived) remember(this.#present, this.#schema, chunk);
      await this.#lander.take(arrived);
      this.#awaited -= arrived.length;
      if (this.#awaited === 0) await this.#end();
    } catch (error) {
      this.trouble ??= { error };
    }
  }

  /** Resolves when nothing of it lands any more. */
  idle(): Promise<void> {
    return this.#lander.idle();
  }

  async #end(): Promise<void> {
    await this.#lander.end();
    await finish(this.#ports, this.#schema, this.#loading, this.#loading.clean ? null : this.#present);
  }
}

/**
 * Notes which version is being loaded. It is clean when the scope's tables were empty as this version began: then what
 * lands is shown at once, chunks that landed before a restart need not be fetched again, and nothing stale can be left.
 */
async function begin(
  ports: Ports,
  schema: EngineSchema,
  identity: DeviceIdentity,
  manifest: FetchedManifest,
): Promise<{ readonly loading: Loading; readonly done: readonly number[] }> {
  const fetched = ports.newId();
  return inSyncTransaction(ports, schema, async (tx) => {
    const lost = await findLost(
      tx,
      manifest.decided[identity.deviceId] ?? [],
      manifest.kept === true ? null : manifest.epoch,
    );
    const all = (await getMeta(tx, "snapshots")) ?? {};
    const known = all[manifest.scope];
    // One that an earlier version of the app has begun has no name for its records.
    if (known?.version === manifest.version && known.clean && (known as Partial<SnapshotProgress>).copy !== undefined) {
      return { loading: { manifest, lost, copy: known.copy, clean: true }, done: known.chunksDone };
    }
    const tables = tablesOfScope(schema, identity, manifest.scope);
    const clean = await isEmpty(tx, tables);
    const fresh: SnapshotProgress = {
      version: manifest.version,
      clean,
      chunks: manifest.chunks.length,
      rows: manifest.rows,
      rowsDone: 0,
      chunksDone: [],
      copy: fetched,
    };
    await setMeta(tx, "snapshots", { ...all, [manifest.scope]: fresh });
    if (clean) await setSum(tx, manifest.scope, { rows: 0, sum: 0 });
    for (const table of packedOf(schema, tables)) {
      // What another version that was not finished has left.
      await tx.dropCopies(table, [(await tx.shown(table)) ?? "", fetched]);
      if (clean) await tx.show(table, fetched);
    }
    // Its rows will be here in part when it breaks off: whatever is fetched instead may not be older.
    const { scope, epoch, seen } = manifest;
    await setMeta(tx, "reached", { ...(await getMeta(tx, "reached")), [scope]: { epoch, seen } });
    return { loading: { manifest, lost, copy: fetched, clean }, done: [] };
  });
}

function packedOf(schema: EngineSchema, tables: readonly string[]): readonly string[] {
  return tables.filter((table) => schema.tables[table]?.packed === true);
}

async function isEmpty(tx: LocalTransaction, tables: readonly string[]): Promise<boolean> {
  for (const table of tables) {
    if ((await tx.range(table, ":id", "", "\uffff", 1)).length > 0) return false;
  }
  return true;
}

/** All rows of a copy that came over others, and what they come to. Those of packed tables are left out of `ids`. */
interface Present {
  readonly ids: Map<string, Set<string>>;
  sum: Checksum;
}

function remember(present: Present, schema: EngineSchema, { summary, gzip }: ArrivedChunk): void {
  const { table } = summary;
  present.sum = plus(present.sum, summary);
  if (schema.tables[table]?.packed === true) return;
  const ids = present.ids.get(table) ?? new Set();
  for (const id of idsOf(readChunk(gzip))) ids.add(id);
  present.ids.set(table, ids);
}

/** The scope is whole: removes what is not in it (when asked), and sets its cursor. */
function finish(
  ports: Ports,
  schema: EngineSchema,
  { manifest, lost, copy }: Loading,
  present: Present | null,
): Promise<void> {
  return inSyncTransaction(ports, schema, async (tx, identity) => {
    const { scope, epoch } = manifest;
    const progress = (await getMeta(tx, "snapshots"))?.[scope];
    // Another page has begun anew meanwhile.
    if (progress?.copy !== copy) return;
    const decided = manifest.decided[identity.deviceId] ?? [];
    const tables = tablesOfScope(schema, identity, scope);
    const packed = packedOf(schema, tables);
    if (present !== null) for (const table of packed) await exchange(tx, table, { lost, copy, decided });
    const revived = await reviveEffects(tx, lost, (op) => tables.includes(op.table));
    const gone = [
      ...revived.map(({ table, row }): Change => ({ table, operation: "delete", id: row })),
      ...(present === null
        ? []
        : await staleRows(
            tx,
            tables.filter((table) => !packed.includes(table)),
            present.ids,
          )),
    ];
    await addToSums(tx, schema, identity, await applyChanges(tx, gone, decided));
    // Not only rows may have been damaged before: what was counted of them, too.
    if (present !== null) await setSum(tx, scope, present.sum);
    const at = new Date(ports.clock.now()).toISOString();
    const { [scope]: _done, ...rest } = (await getMeta(tx, "snapshots")) ?? {};
    await setMeta(tx, "snapshots", rest);
    if (!(await agrees(tx, scope, manifest.checksum, at))) return;
    const cursor = await getMeta(tx, "cursor");
    // The others' place in their pages is lost with the next cursor; what of them was read stays read.
    if (cursor?.page !== undefined) await keepReached(tx, cursor, (one) => one !== scope);
    const others = cursor?.epoch === epoch ? cursor.scopes : {};
    await setMeta(tx, "cursor", { epoch, schema: manifest.schema, scopes: { ...others, [scope]: manifest.seen } });
    if (scopesOfDevice(identity).every((held) => held === scope || held in others)) await dropMeta(tx, ["lost"]);
    await arrive(tx, schema, identity, [scope], decided, null);
  });
}

/** Shows a copy of a packed table in the place of the one before, and own commands on top of it. */
async function exchange(
  tx: PackedTransaction,
  table: string,
  { lost, copy, decided }: Pick<Loading, "lost" | "copy"> & { readonly decided: Decided },
): Promise<void> {
  await reviveEffects(tx, lost, (op) => op.table === table);
  const bases = (await tx.range("base", ":id", [table, ""], [table, "\uffff"])) as readonly BaseRow[];
  await tx.uncover(table, new Set(bases.map(({ row }) => row)));
  await tx.dropCopies(table, [copy]);
  await tx.show(table, copy);
  await rebaseOn(tx, table, null, decided);
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
