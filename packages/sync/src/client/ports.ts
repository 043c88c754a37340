import type { Command, PushAnswer, Cursor, Delta, Json, LiveEvent, Row, SnapshotManifest } from "../protocol.ts";
import type { OfferedKey, PublicKey } from "../chain.ts";
import type { RescueKey } from "../rescue.ts";
import type { TransactionSnapshot } from "../transaction-snapshot.ts";
import type { Divergence } from "./sums.ts";
import type { CoveringRow, FoundChunk, PackedKey, PackedRecord } from "./packed/chunk.ts";
import type { StoredRow } from "./stored-row.ts";

/** A key of a local table: a value, or a compound of several. */
export type Key = string | number | readonly (string | number)[];

/** One atomic, durable transaction of the local database. Nothing else may be awaited inside it. */
export interface LocalTransaction {
  readonly getMany: (table: string, keys: readonly Key[]) => Promise<readonly unknown[]>;
  readonly putMany: (table: string, values: readonly object[]) => Promise<void>;
  readonly deleteMany: (table: string, keys: readonly Key[]) => Promise<void>;
  /** Values whose `index` (`:id` for the primary key) lies in [from, until], in its order, at most `limit`. */
  readonly range: (table: string, index: string, from: Key, until: Key, limit?: number) => Promise<readonly unknown[]>;
  /** Primary keys in their order: all of them, or those in [from, until]. */
  readonly keys: (table: string, from?: Key, until?: Key) => Promise<readonly Key[]>;
  readonly clear: (table: string) => Promise<void>;
}

/**
 * A transaction in which tables of the schema may be packed (packed/transaction.ts). To read and write rows one need not
 * know; the rest is for who fetches copies and folds what lies over them.
 */
export interface PackedTransaction extends LocalTransaction {
  /** Rows in [from, until] as the server sent them, without what the device keeps with them, at most `limit`. */
  readonly plain: (table: string, from: string, until: string, limit?: number) => Promise<readonly Row[]>;
  /** Rows that lie over the chunks and have `key` in an index of the database. */
  readonly covered: (table: string, index: string, key: string) => Promise<readonly Row[]>;
  /** The records of the copy that is shown: for who looks through them outside of the transaction. */
  readonly records: (table: string) => Promise<readonly PackedRecord[]>;
  /** What the chunks say of these rows, whatever lies over them. */
  readonly underlying: (table: string, ids: readonly string[]) => Promise<readonly (StoredRow | undefined)[]>;
  /** Puts records into their copies. */
  readonly land: (records: readonly PackedRecord[]) => Promise<void>;
  /** The copy of a table that is shown; null when it has none. */
  readonly shown: (table: string) => Promise<string | null>;
  /** Shows a copy of a table, or what has become of it. */
  readonly show: (table: string, copy: string) => Promise<void>;
  /** Removes the records of all copies of a table but some. */
  readonly dropCopies: (table: string, except: readonly string[]) => Promise<void>;
  /** Removes what lies over the chunks of a table, but for some rows. */
  readonly uncover: (table: string, except: ReadonlySet<string>) => Promise<void>;
  /** What lies over the chunks of a table from a row on, at most `limit` rows. */
  readonly covering: (table: string, from: string, limit: number) => Promise<readonly CoveringRow[]>;
  /** The chunk in which a row belongs, and the first id of the next one. */
  readonly chunkFor: (
    table: string,
    id: string,
  ) => Promise<{ readonly found: FoundChunk | null; readonly next: string }>;
  /** Puts records in the place of another, and takes away what lay over them. */
  readonly fold: (
    of: { readonly table: string; readonly copy: string },
    old: PackedKey | null,
    records: readonly PackedRecord[],
    ids: readonly string[],
  ) => Promise<void>;
}

/** The device's database. */
export interface LocalStore {
  /** Commits with strict durability before it resolves. */
  readonly write: <T>(tables: readonly string[], work: (tx: LocalTransaction) => Promise<T>) => Promise<T>;
  readonly read: <T>(tables: readonly string[], work: (tx: LocalTransaction) => Promise<T>) => Promise<T>;
}

/** The device's database, with packed tables. */
export interface PackedStore {
  readonly write: <T>(tables: readonly string[], work: (tx: PackedTransaction) => Promise<T>) => Promise<T>;
  readonly read: <T>(tables: readonly string[], work: (tx: PackedTransaction) => Promise<T>) => Promise<T>;
  /** Drops what is held in memory, to see what the database itself says. */
  readonly forget: () => void;
}

/** Who this device is: what enrolment left here. */
export interface DeviceIdentity {
  readonly deviceId: string;
  readonly deviceCode: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly storeId: string;
  readonly storeCode: string;
  /** What rescue files are sealed for. Absent until the server has told it. */
  readonly rescueKey?: RescueKey;
}

/** One line of the journal. */
export type JournalEntry =
  | { readonly kind: "identity"; readonly identity: DeviceIdentity; readonly sequence: number }
  | { readonly kind: "command"; readonly command: Command; readonly effect: readonly EffectOp[] }
  /** The server has these commands for ever. */
  | { readonly kind: "settled"; readonly commandIds: readonly string[] };

/** A second, independent place for what must not be lost: it survives the local database. */
export interface Journal {
  /** Resolves when the entry is on disk. */
  readonly append: (entry: JournalEntry) => Promise<void>;
  readonly read: () => Promise<readonly JournalEntry[]>;
  /** The server has these commands for ever: they need not be sent again, and only the newest of them are kept. */
  readonly settle: (commandIds: readonly string[]) => Promise<void>;
}

/** What a command does to one row until the server's version comes. Data, so that it can be replayed on any base. */
export type EffectOp =
  | { readonly table: string; readonly row: string; readonly do: "put"; readonly value: Row }
  | {
      readonly table: string;
      readonly row: string;
      readonly do: "merge";
      readonly fields: Readonly<Record<string, Json>>;
    }
  /** Adds to a number; on a row that is not there it starts from `otherwise`. */
  | {
      readonly table: string;
      readonly row: string;
      readonly do: "add";
      readonly field: string;
      readonly by: number;
      readonly otherwise: Row;
    }
  | { readonly table: string; readonly row: string; readonly do: "delete" };

export type PullReply =
  | { readonly kind: "not-modified" }
  | { readonly kind: "delta"; readonly delta: Delta }
  | { readonly kind: "snapshot-required" };

/** `kept`: the server was not reached, and this is what the device has kept of an earlier download. */
export type FetchedManifest = SnapshotManifest & { readonly kept?: true };

/** How far a device had read a scope before it was told to fetch a new copy. */
export interface Reached {
  readonly epoch: string;
  readonly seen: TransactionSnapshot;
}

export interface LiveHandlers {
  readonly onEvent: (event: LiveEvent) => void;
  /** The socket is gone; nothing more will come. */
  readonly onEnd: () => void;
}

/** The way to the server. Every call throws TransportError when it is not answered as meant. */
export interface Transport {
  readonly pull: (cursor: Cursor, etag: string | null) => Promise<PullReply>;
  /**
   * `keys`: those that signed the commands. `sentIn`: the life of the server's database that what came before was sent in;
   * throws RestoredError when it is another one now.
   */
  readonly push: (
    commands: readonly Command[],
    keys: readonly OfferedKey[],
    sentIn: string | null,
  ) => Promise<PushReply>;
  /** A copy of the scope that is at least as new as what the device has `reached` of it, in whichever life. */
  readonly manifest: (scope: string, reached: Reached | null) => Promise<FetchedManifest>;
  /** So many of its chunks, from one on: each a SnapshotChunk in JSON, as gzip. */
  readonly chunks: (manifest: FetchedManifest, from: number, count: number) => Promise<readonly Uint8Array[]>;
  /** Tells the people who run the server that rows here differed from its own, or agree again. */
  readonly report: (divergence: Divergence) => Promise<void>;
  /** Opens the live socket; call the answer to close it. */
  readonly live: (handlers: LiveHandlers) => () => void;
}

/** What was decided, and in which life of the server's database. */
export type PushReply = Pick<PushAnswer, "results" | "epoch">;

/** Why a request did not bring what was asked for. */
export class TransportError extends Error {
  readonly reason: "unreachable" | "refused" | "version" | "busy" | "failed";
  readonly code: string;
  /** Milliseconds the server asks to wait, or 0. */
  readonly retryAfter: number;

  constructor(reason: TransportError["reason"], code: string, retryAfter = 0, options?: ErrorOptions) {
    super(`${reason}: ${code}`, options);
    this.name = "TransportError";
    this.reason = reason;
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

/** The server's database was restored or failed over: it may lack what it had decided. Nothing was decided now. */
export class RestoredError extends TransportError {
  readonly epoch: string;

  constructor(epoch: string) {
    super("failed", "DATABASE_RESTORED");
    this.epoch = epoch;
  }
}

/** One holder at a time among all pages and workers of the device. */
export interface Locks {
  /** Runs `work` while holding the lock; waits for it. */
  readonly hold: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  /** Runs `work` if the lock is free; null when it is not. */
  readonly tryHold: <T>(name: string, work: () => Promise<T>) => Promise<T | null>;
}

export interface Clock {
  /** Milliseconds since 1970, by the device. It may be wrong; nothing but labels and delays rests on it. */
  readonly now: () => number;
  /** Calls back once after `milliseconds`; call the answer to cancel. */
  readonly after: (milliseconds: number, work: () => void) => () => void;
}

/** A key that was just made, and is nobody's yet. */
export interface NewKey {
  readonly publicKey: PublicKey;
  /** Its private half, as the signer wants it back: storable, and not readable. */
  readonly handle: object;
}

/** Signs commands (SPEC.md, "Signed chain"). Signatures and hashes are base64url without padding. */
export interface Signer {
  /** Makes a key of which the private half cannot be read. */
  readonly createKey: () => Promise<NewKey>;
  readonly sign: (handle: object, text: string) => Promise<string>;
  /** SHA-256 of a text in UTF-8. */
  readonly hash: (text: string) => Promise<string>;
}

export interface Ports {
  readonly store: PackedStore;
  readonly journal: Journal;
  readonly transport: Transport;
  /** Null where the browser cannot sign. */
  readonly signer: Signer | null;
  readonly locks: Locks;
  readonly clock: Clock;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** A new UUIDv7. */
  readonly newId: () => string;
}
