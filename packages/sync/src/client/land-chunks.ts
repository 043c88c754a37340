import type { Change, Row, SnapshotChunk, SnapshotManifest } from "../protocol.ts";
import { type Checksum, rowHash } from "../row-hash.ts";
import { inSyncTransaction } from "./apply-delta.ts";
import type { BaseRow, OutboxEntry } from "./local-schema.ts";
import { getMeta, setMeta } from "./meta.ts";
import { recordOf } from "./packed/chunk.ts";
import type { PackedTransaction, Ports } from "./ports.ts";
import { reviveEffects } from "./revive.ts";
import type { EngineSchema } from "./schema.ts";
import { plus } from "./stored-row.ts";
import { addToSums } from "./sums.ts";
import { applyChanges, rebase } from "./view.ts";

/** A version of a scope on its way to the device, and the commands that are not part of it although they were settled. */
export interface Loading {
  readonly manifest: SnapshotManifest;
  readonly lost: readonly OutboxEntry[];
  /** What its records are put under in packed tables. */
  readonly copy: string;
  /** The scope's tables were empty: what lands is shown at once. */
  readonly clean: boolean;
}

/** A chunk that has come. */
export interface ArrivedChunk {
  readonly index: number;
  readonly chunk: SnapshotChunk;
  readonly json: string;
}

/** So many chunks land in one transaction, should they come faster than the disk takes them. */
const landedAtOnce = 16;

/** Lands chunks as they come: the first at once, later ones together while the disk is busy. */
export class Lander {
  readonly #land: (arrived: readonly ArrivedChunk[]) => Promise<void>;
  readonly #waiting: ArrivedChunk[] = [];
  #running: Promise<void> | null = null;
  #trouble: { readonly error: unknown } | null = null;

  constructor(land: (arrived: readonly ArrivedChunk[]) => Promise<void>) {
    this.#land = land;
  }

  /** Takes a chunk; resolves when another may be fetched. Throws what kept an earlier one from landing. */
  async take(arrived: ArrivedChunk): Promise<void> {
    this.#waiting.push(arrived);
    this.#running ??= this.#run();
    if (this.#waiting.length >= landedAtOnce) await this.#running;
    this.#throwTrouble();
  }

  /** Resolves when everything that was taken has landed. */
  async end(): Promise<void> {
    await this.idle();
    this.#throwTrouble();
  }

  /** Resolves when nothing is on its way to the disk any more, whatever became of it. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    try {
      while (this.#waiting.length > 0) await this.#land(this.#waiting.splice(0, landedAtOnce));
    } catch (error) {
      this.#trouble = { error };
    } finally {
      this.#running = null;
    }
  }

  #throwTrouble(): void {
    if (this.#trouble !== null) throw this.#trouble.error;
  }
}

/** Writes chunks and notes that they are here, in one transaction. */
export function landChunks(
  ports: Pick<Ports, "store">,
  schema: EngineSchema,
  { manifest, lost, copy, clean }: Loading,
  arrived: readonly ArrivedChunk[],
): Promise<void> {
  const isPacked = ({ chunk }: ArrivedChunk) => schema.tables[chunk.table]?.packed === true;
  const packed = arrived.filter(isPacked);
  const changes = arrived.filter((one) => !isPacked(one)).flatMap(({ chunk }) => changesOf(schema, chunk));
  return inSyncTransaction(ports, schema, async (tx, identity) => {
    const all = (await getMeta(tx, "snapshots")) ?? {};
    const progress = all[manifest.scope];
    if (progress?.copy !== copy) return;
    const decided = manifest.decided[identity.deviceId] ?? [];
    const shown = clean ? packed : [];
    if (lost.length > 0) {
      const landing = rowsOf(changes, shown);
      await reviveEffects(tx, lost, (op) => landing.has(`${op.table} ${op.row}`));
    }
    const added = new Map(await applyChanges(tx, changes, decided));
    await tx.land(
      packed.map(({ chunk: { table }, chunk, json }) => {
        const names = schema.tables[table]?.columns ?? [];
        return recordOf({ table, copy, edition: "", names }, chunk, json);
      }),
    );
    for (const { chunk } of shown) {
      await rebaseOn(tx, chunk.table, idsOf(chunk), decided);
      added.set(chunk.table, plus(added.get(chunk.table) ?? { rows: 0, sum: 0 }, sumOf(chunk)));
    }
    await addToSums(tx, schema, identity, added);
    const rowsDone = progress.rowsDone + arrived.reduce((rows, { chunk }) => rows + chunk.versions.length, 0);
    const chunksDone = [...progress.chunksDone, ...arrived.map(({ index }) => index)];
    await setMeta(tx, "snapshots", { ...all, [manifest.scope]: { ...progress, rowsDone, chunksDone } });
  });
}

/** Does the effects of own commands again on top of what the chunks of a table say of these rows; of all, for null. */
export async function rebaseOn(
  tx: PackedTransaction,
  table: string,
  ids: readonly string[] | null,
  decided: Parameters<typeof rebase>[2],
): Promise<void> {
  const from = ids?.[0] ?? "";
  const until = ids?.at(-1) ?? "\uffff";
  const bases = (await tx.range("base", ":id", [table, from], [table, until])) as readonly BaseRow[];
  if (bases.length === 0) return;
  const rows = await tx.underlying(
    table,
    bases.map(({ row }) => row),
  );
  for (const [index, { row }] of bases.entries()) {
    const value = rows[index];
    if (value !== undefined || ids === null) await rebase(tx, { table, row, value: value ?? null }, decided);
  }
}

/** What the rows of a chunk come to. */
export function sumOf({ table, columns, versions }: SnapshotChunk): Checksum {
  const ids = (columns[0] ?? []) as readonly string[];
  const sum = ids.reduce((total, id, place) => total + rowHash(table, id, versions[place] ?? 0), 0);
  return { rows: ids.length, sum };
}

/** The ids of a chunk, in order. */
export function idsOf({ columns }: SnapshotChunk): readonly string[] {
  return (columns[0] ?? []) as readonly string[];
}

type Put = Extract<Change, { readonly operation: "put" }>;

function changesOf(schema: EngineSchema, { table, columns, versions }: SnapshotChunk): Put[] {
  const names = schema.tables[table]?.columns ?? [];
  return versions.map((v, place) => ({
    table,
    operation: "put",
    row: Object.fromEntries(names.map((name, column) => [name, columns[column]?.[place] ?? null])) as Row,
    v,
  }));
}

function rowsOf(changes: readonly Put[], packed: readonly ArrivedChunk[]): ReadonlySet<string> {
  return new Set([
    ...changes.map(({ table, row }) => `${table} ${row.id}`),
    ...packed.flatMap(({ chunk }) => idsOf(chunk).map((id) => `${chunk.table} ${id}`)),
  ]);
}
