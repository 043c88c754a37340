import { createHash } from "node:crypto";
import type { Decided } from "../decided.ts";
import { type ChunkSummary, limits, type ScopeId, type SnapshotManifest } from "../protocol.ts";
import type { Checksum } from "../row-hash.ts";
import { covers, type TransactionSnapshot } from "../transaction-snapshot.ts";
import { createGate } from "./gate.ts";
import type { KnownScope } from "./ports.ts";

/** One state of the database, read for a snapshot. */
export interface SnapshotState {
  readonly seen: TransactionSnapshot;
  readonly decided: Readonly<Record<string, Decided>>;
  /** What the scope's rows come to. */
  readonly checksum: Checksum;
  /** The rows of one table of the scope in order of id, `limit` at a time. */
  readonly chunks: (table: string, limit: number) => AsyncIterable<ChunkText>;
}

/** Rows as they stand in a SnapshotChunk. */
export interface ChunkText {
  /** JSON: an array for each column of the table, in their order. */
  readonly columns: string;
  /** JSON: the version of each row. */
  readonly versions: string;
  readonly summary: Omit<ChunkSummary, "table">;
}

export interface SnapshotSource {
  readonly within: <T>(scope: KnownScope, work: (state: SnapshotState) => Promise<T>) => Promise<T>;
  /**
   * How many rows of the scope changed since, counted up to `limit`; `limit` when tombstones since then may be gone, or
   * when the database never was in that state.
   */
  readonly changedSince: (scope: KnownScope, seen: TransactionSnapshot, limit: number) => Promise<number>;
}

/** Where built chunks lie. Chunks are JSON bytes; the archive compresses and keeps them. */
export interface SnapshotArchive {
  readonly write: (scope: ScopeId, version: string, chunk: number, json: string) => Promise<void>;
  readonly publish: (manifest: SnapshotManifest) => Promise<void>;
  /** The newest published manifest of a scope. */
  readonly newest: (scope: ScopeId) => Promise<SnapshotManifest | null>;
}

export interface SnapshotLife {
  readonly epoch: string;
  readonly schema: string;
}

/** Each build holds a connection from beginning to end. After an update all scopes want one at once. */
const buildsAtOnce = 4;

/** Earlier releases have built copies that say nothing of their chunks but the number of rows. */
function isSummed({ chunks }: SnapshotManifest): boolean {
  return chunks.every(({ sum }: Partial<ChunkSummary>) => sum !== undefined);
}

/**
 * Builds a scope's snapshot once and shares it: an archived one serves until a fiftieth of it has changed, and equal
 * requests wait for the same build.
 */
export class SnapshotService {
  readonly #source: SnapshotSource;
  readonly #archive: SnapshotArchive;
  readonly #epoch: string;
  readonly #schema: string;
  readonly #gate = createGate(buildsAtOnce);
  readonly #building = new Map<ScopeId, Promise<SnapshotManifest>>();

  constructor(source: SnapshotSource, archive: SnapshotArchive, life: SnapshotLife) {
    this.#source = source;
    this.#archive = archive;
    this.#epoch = life.epoch;
    this.#schema = life.schema;
  }

  /**
   * A snapshot of the scope that is recent enough; a new one holds `tables` in this order. With `reached`, one that has seen all that the device has, so that
   * its view never goes back in time; what was reached in another life of the database says nothing about this one.
   */
  async manifest(
    scope: KnownScope,
    tables: readonly string[],
    reached: { readonly epoch: string; readonly seen: TransactionSnapshot } | null,
  ): Promise<SnapshotManifest> {
    const atLeast = reached?.epoch === this.#epoch ? reached.seen : null;
    const archived = await this.#archive.newest(scope.id);
    if (archived !== null && (await this.#serves(scope, archived, atLeast))) return archived;
    const underWay = this.#building.get(scope.id);
    const built = await (underWay ?? this.#build(scope, tables));
    // A build that began before the device's cursor cannot serve it; the next one can, if the database was ever there.
    if (underWay === undefined || atLeast === null || covers(built.seen, atLeast)) return built;
    return this.#building.get(scope.id) ?? this.#build(scope, tables);
  }

  async #serves(scope: KnownScope, archived: SnapshotManifest, atLeast: TransactionSnapshot | null): Promise<boolean> {
    if (archived.epoch !== this.#epoch || archived.schema !== this.#schema || !isSummed(archived)) return false;
    if (atLeast !== null && !covers(archived.seen, atLeast)) return false;
    const tolerated = Math.max(200, Math.floor(archived.rows / 50));
    return (await this.#source.changedSince(scope, archived.seen, tolerated + 1)) <= tolerated;
  }

  #build(scope: KnownScope, tables: readonly string[]): Promise<SnapshotManifest> {
    const build = this.#gate(() => this.#source.within(scope, (state) => this.#write(scope, tables, state))).finally(
      () => this.#building.delete(scope.id),
    );
    this.#building.set(scope.id, build);
    return build;
  }

  async #write(scope: KnownScope, tables: readonly string[], state: SnapshotState): Promise<SnapshotManifest> {
    const version = createHash("sha256")
      .update(`${this.#epoch}|${this.#schema}|${scope.id}|${state.seen}`)
      .digest("hex")
      .slice(0, 24);
    const chunks: ChunkSummary[] = [];
    // One is written while the database makes the next.
    let written: Promise<void> = Promise.resolve();
    for (const table of tables) {
      for await (const { columns, versions, summary } of state.chunks(table, limits.chunkRows)) {
        await written;
        const json = `{"table":${JSON.stringify(table)},"columns":${columns},"versions":${versions}}`;
        written = this.#archive.write(scope.id, version, chunks.length, json);
        // What fails is thrown above; until then nobody waits for it.
        written.catch(() => undefined);
        chunks.push({ table, ...summary });
      }
    }
    await written;
    const manifest: SnapshotManifest = {
      scope: scope.id,
      version,
      epoch: this.#epoch,
      schema: this.#schema,
      seen: state.seen,
      decided: state.decided,
      rows: chunks.reduce((sum, chunk) => sum + chunk.rows, 0),
      checksum: state.checksum,
      chunks,
    };
    await this.#archive.publish(manifest);
    return manifest;
  }
}
