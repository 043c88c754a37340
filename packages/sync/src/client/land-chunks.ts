import { expand } from "../gzip.ts";
import type { Change, ChunkSummary, Row, SnapshotChunk } from "../protocol.ts";
import { type Checksum, rowHash } from "../row-hash.ts";
import { inSyncTransaction } from "./apply-delta.ts";
import type { BaseRow, OutboxEntry } from "./local-schema.ts";
import { getMeta, setMeta } from "./meta.ts";
import { type FetchedManifest, type PackedTransaction, type Ports, TransportError } from "./ports.ts";
import { reviveEffects } from "./revive.ts";
import type { EngineSchema } from "./schema.ts";
import { plus } from "./stored-row.ts";
import { addToSums } from "./sums.ts";
import { applyChanges, rebase } from "./view.ts";

/** A version of a scope on its way to the device, and the commands that are not part of it although they were settled. */
export interface Loading {
  readonly manifest: FetchedManifest;
  readonly lost: readonly OutboxEntry[];
  /** What its records are put under in packed tables. */
  readonly copy: string;
  /** The scope's tables were empty: what lands is shown at once. */
  readonly clean: boolean;
}

/** A chunk that has come. */
export interface ArrivedChunk {
  readonly index: number;
  readonly summary: ChunkSummary;
  /** A SnapshotChunk in JSON, as gzip. */
  readonly gzip: Uint8Array;
}

/** So many chunks land in one transaction, should they come faster than the disk takes them. */
const landedAtOnce = 64;

/** Lands chunks as they come: the first at once, later ones together while the disk is busy. */
export class Lander {
  readonly #land: (arrived: readonly ArrivedChunk[]) => Promise<void>;
  readonly #waiting: ArrivedChunk[] = [];
  #running: Promise<void> | null = null;
  #trouble: { readonly error: unknown } | null = null;

  constructor(land: (arrived: readonly ArrivedChunk[]) => Promise<void>) {
    this.#land = land;
  }

  /** Takes chunks; resolves when others may be fetched. Throws what kept earlier ones from landing. */
  async take(arrived: readonly ArrivedChunk[]): Promise<void> {
    this.#waiting.push(...arrived);
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

/**
 * Writes chunks and notes that they are here, in one transaction. Those of packed tables are not read for it, only what
 * their summaries say of them: to expand and parse them would take longer than to write them.
 */
export function landChunks(
  ports: Pick<Ports, "store">,
  schema: EngineSchema,
  { manifest, lost, copy, clean }: Loading,
  arrived: readonly ArrivedChunk[],
): Promise<void> {
  const isPacked = ({ summary }: ArrivedChunk) => schema.tables[summary.table]?.packed === true;
  const packed = arrived.filter(isPacked);
  const changes = arrived.filter((one) => !isPacked(one)).flatMap(({ gzip }) => changesOf(schema, readChunk(gzip)));
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
      packed.map(({ summary: { table, first, last }, gzip }) => {
        const names = schema.tables[table]?.columns ?? [];
        return { table, copy, first, last, edition: "", names, gzip };
      }),
    );
    const summaries = shown.map(({ summary }) => summary);
    for (const [table, chunks] of Map.groupBy(summaries, (summary) => summary.table)) {
      await rebaseOn(tx, table, chunks, decided);
      added.set(table, chunks.reduce<Checksum>(plus, added.get(table) ?? { rows: 0, sum: 0 }));
    }
    await addToSums(tx, schema, identity, added);
    const rowsDone = progress.rowsDone + arrived.reduce((rows, { summary }) => rows + summary.rows, 0);
    const chunksDone = [...progress.chunksDone, ...arrived.map(({ index }) => index)];
    await setMeta(tx, "snapshots", { ...all, [manifest.scope]: { ...progress, rowsDone, chunksDone } });
  });
}

/** Does the effects of own commands again on top of what these chunks of a table say; of all, for null. */
export async function rebaseOn(
  tx: PackedTransaction,
  table: string,
  chunks: readonly Pick<ChunkSummary, "first" | "last">[] | null,
  decided: Parameters<typeof rebase>[2],
): Promise<void> {
  const all = (await tx.range("base", ":id", [table, ""], [table, "\uffff"])) as readonly BaseRow[];
  const isHere = ({ row }: BaseRow) => chunks === null || chunks.some(({ first, last }) => first <= row && row <= last);
  const bases = all.filter(isHere);
  if (bases.length === 0) return;
  const rows = await tx.underlying(
    table,
    bases.map(({ row }) => row),
  );
  for (const [index, { row }] of bases.entries()) {
    const value = rows[index];
    if (value !== undefined || chunks === null) await rebase(tx, { table, row, value: value ?? null }, decided);
  }
}

/** What a chunk says. Throws when it is not what the server has compressed. */
export function readChunk(gzip: Uint8Array): SnapshotChunk {
  const text = expand(gzip);
  if (text === null) throw new TransportError("failed", "INTERNAL");
  return JSON.parse(text) as SnapshotChunk;
}

/** What a summary of these bytes says; null when they are damaged. */
export function summaryOf(gzip: Uint8Array): ChunkSummary | null {
  const text = expand(gzip);
  if (text === null) return null;
  const chunk = JSON.parse(text) as SnapshotChunk;
  const { table, versions } = chunk;
  const ids = idsOf(chunk);
  const sum = ids.reduce((total, id, place) => total + rowHash(table, id, versions[place] ?? 0), 0);
  return { table, first: ids[0] ?? "", last: ids.at(-1) ?? "", rows: ids.length, sum };
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
    ...packed.flatMap(({ summary: { table }, gzip }) => idsOf(readChunk(gzip)).map((id) => `${table} ${id}`)),
  ]);
}
