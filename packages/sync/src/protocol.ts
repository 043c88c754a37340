import type { Decided } from "./decided.ts";
import type { Checksum } from "./row-hash.ts";
import type { TransactionSnapshot } from "./transaction-snapshot.ts";

/** JSON, as it travels. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A row of a synced table. `id` is unique within its table on a device. */
export type Row = { readonly id: string } & { readonly [column: string]: Json };

/** The id of an organization, store or user; the three never collide. */
export type ScopeId = string;

/** What happened to a row, as its latest state: the feed carries no history. */
export type Change =
  /** `v`: the transaction that last changed the row, as a number: its version. */
  | { readonly table: string; readonly operation: "put"; readonly row: Row; readonly v: number }
  | { readonly table: string; readonly operation: "delete"; readonly id: string };

/** How far a device has read, per scope, in one life of the database. */
export interface Cursor {
  readonly epoch: string;
  readonly schema: string;
  readonly scopes: Readonly<Record<ScopeId, TransactionSnapshot>>;
  /** Inside a delta of several pages: where the next one begins. */
  readonly page?: PageMark;
}

export interface PageMark {
  /** The state that all pages of this delta lead to. */
  readonly target: TransactionSnapshot;
  /** The device's commands decided in that state. */
  readonly decided: Decided;
  readonly scope: ScopeId;
  readonly xid: string;
  readonly table: string;
  readonly rowId: string;
}

/** The answer of a pull that has something to say. */
export interface Delta {
  readonly isDelta: true;
  readonly changes: readonly Change[];
  readonly cursor: Cursor;
  readonly etag: string;
  /** The server's clock, ISO 8601. */
  readonly timestamp: string;
  /** This device's commands decided in the state of `changes`. */
  readonly decided: Decided;
  /** Scope -> what its rows come to in the state of the new cursor; null while there are more pages. */
  readonly checksum: Readonly<Record<ScopeId, Checksum>> | null;
  readonly hasMore: boolean;
}

/** A message of the live subscription. */
export type LiveEvent =
  | LiveDelta
  /** The socket stands. A device that has not seen where the scopes stand pulls; what comes after is told. */
  | { readonly kind: "ready"; readonly epoch: string; readonly scopes: Readonly<Record<ScopeId, TransactionSnapshot>> }
  /** The scope moved to a state, by more than travels inline: pull until it is seen. */
  | { readonly kind: "poke"; readonly scope: ScopeId; readonly to: TransactionSnapshot }
  /** The device may no longer read here; the socket closes. */
  | { readonly kind: "goodbye"; readonly code: string };

/** The changes of one scope between two states. A device that has not seen `from` pulls instead. */
export interface LiveDelta {
  readonly kind: "delta";
  readonly scope: ScopeId;
  readonly from: TransactionSnapshot;
  readonly to: TransactionSnapshot;
  /** JSON text of LiveBody: encoded once, whoever gets it. */
  readonly body: string;
}

export interface LiveBody {
  readonly changes: readonly Change[];
  /** What the scope's rows come to in the state `to`. */
  readonly checksum: Checksum;
  /** For each device of the scope that wrote: its commands decided in the state `to`. */
  readonly decided: Readonly<Record<string, Decided>>;
}

/** What an operator did, as data. Identifiers are UUIDv7 made on the device. */
export interface Command {
  readonly id: string;
  /** Path of a tRPC mutation that is marked offline-capable, such as `sales.record`. */
  readonly name: string;
  readonly args: Json;
  readonly deviceId: string;
  readonly operatorId: string;
  /** Per device, from 1, without repeats. */
  readonly sequence: number;
  /** The device's clock, ISO 8601; it may be wrong. */
  readonly deviceTime: string;
  /** What the command was made by: the version of its meaning, a point, and a hash of the tables (SPEC.md, "Versions"). */
  readonly schemaVersion: string;
  /** The seal (SPEC.md, "Signed chain"): the hash of the command before it, and the device's signature. Null until sealed. */
  readonly previousHash: string | null;
  readonly signature: string | null;
}

/** What the server made of one command. A `later` is not an answer yet: the command waits on the device. */
export type CommandResult =
  | { readonly id: string; readonly outcome: "applied"; readonly result: Json }
  | {
      readonly id: string;
      readonly outcome: "applied-with-exceptions";
      readonly result: Json;
      readonly exceptions: readonly string[];
    }
  | {
      readonly id: string;
      readonly outcome: "rejected";
      readonly code: string;
      readonly details: Readonly<Record<string, Json>> | null;
    }
  | { readonly id: string; readonly outcome: "later"; readonly code: string };

export interface PushAnswer {
  readonly results: readonly CommandResult[];
  /** The life of the database in which they were decided. */
  readonly epoch: string;
  readonly timestamp: string;
}

/** What a device may fetch first: chunks of a scope, immutable under their version. */
export interface SnapshotManifest {
  readonly scope: ScopeId;
  readonly version: string;
  readonly epoch: string;
  readonly schema: string;
  readonly seen: TransactionSnapshot;
  readonly decided: Readonly<Record<string, Decided>>;
  readonly rows: number;
  /** What the rows come to in the state `seen`. */
  readonly checksum: Checksum;
  readonly chunks: readonly ChunkSummary[];
}

/** What is known of a chunk without reading it. */
export interface ChunkSummary {
  readonly table: string;
  /** The ids of its first and last rows, in order of id. */
  readonly first: string;
  readonly last: string;
  readonly rows: number;
  /** The sum of its rows' hashes. */
  readonly sum: number;
}

/** Rows of one table, column by column, in the column order of the schema. */
export interface SnapshotChunk {
  readonly table: string;
  readonly columns: readonly (readonly Json[])[];
  /** The version of each row. */
  readonly versions: readonly number[];
}

/** Limits both sides hold to. */
export const limits = {
  /** Commands in one push. */
  pushBatch: 100,
  /** Changes in one page of a pull. */
  pullPage: 2_000,
  /** Changes of one scope that travel inline on the socket. */
  liveInline: 500,
  /** Rows in a snapshot chunk. */
  chunkRows: 1_000,
  /** Snapshot chunks in one answer. */
  chunksAtOnce: 32,
} as const;
