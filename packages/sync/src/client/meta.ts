import type { Decided } from "../decided.ts";
import type { Cursor } from "../protocol.ts";
import type { Checksum } from "../row-hash.ts";
import type { SigningKey } from "./seal.ts";
import type { DeviceIdentity, LocalTransaction, Reached } from "./ports.ts";
import type { Divergence } from "./sums.ts";

/** How far a scope's first copy has come. */
export interface SnapshotProgress {
  readonly version: string;
  /** The scope's tables were empty when this version began to load. */
  readonly clean: boolean;
  readonly chunks: number;
  readonly rows: number;
  readonly rowsDone: number;
  readonly chunksDone: readonly number[];
  /** What its records are put under in packed tables. */
  readonly copy: string;
}

/** The engine's single facts. Absent means that it never happened. */
export interface MetaValues {
  identity: DeviceIdentity;
  /** The largest command sequence used on this device. */
  sequence: number;
  /** Where every scope stands; absent until the first copy is whole. */
  cursor: Cursor;
  etag: string;
  /**
   * The cursor was reached by several pages: rows that moved on between two of them were left out. The next delta, of one
   * page, brings them; until then no other may be built upon. The own commands that the rows may contain; earlier versions
   * of the app noted that it was so, and no more.
   */
  ragged: Decided | true;
  /** Scope -> the own commands that are decided in the state of its local rows. */
  decided: Readonly<Record<string, Decided>>;
  /** Scope -> how far it was read before its copy was to be fetched again: the new one may not be older. */
  reached: Readonly<Record<string, Reached>>;
  /** Scope -> its snapshot while it loads. */
  snapshots: Readonly<Record<string, SnapshotProgress>>;
  /** Scope -> what its rows on this device come to, as the server last said them. */
  sums: Readonly<Record<string, Checksum>>;
  /** Scope -> when its rows were found to differ from the server's. */
  diverged: Readonly<Record<string, Divergence>>;
  /** When all rows were last looked through to the end, by the device's clock, ISO 8601. */
  scrubbedAt: string;
  /** Commands that the server had and lost, while the first copies of its new life load. */
  lost: readonly string[];
  /** The life of the server's database that the commands here were sent to. */
  sentIn: string;
  /** When the server last answered a pull or push, by the device's clock. */
  lastAnswer: string;
  /** Signs what is made from now on. It is lost with the local database; then there is another. */
  signingKey: SigningKey;
  /** Keys that signed before it, oldest first. */
  formerKeys: readonly Omit<SigningKey, "handle">[];
  /** The newest command that was sealed, and under which key. */
  chainHead: { readonly keyId: string; readonly hash: string };
  /** When the local database was found empty and rebuilt from the journal. */
  rebuiltAt: string;
  /** When something was last written only to see whether the local database takes it, after it did not. */
  triedAt: string;
}

/** Reads one fact. */
export async function getMeta<K extends keyof MetaValues>(
  tx: LocalTransaction,
  key: K,
): Promise<MetaValues[K] | undefined> {
  const [found] = await tx.getMany("meta", [key]);
  return (found as { readonly value: MetaValues[K] } | undefined)?.value;
}

/** Reads several facts at once. */
export async function getMetas<K extends keyof MetaValues>(
  tx: LocalTransaction,
  keys: readonly K[],
): Promise<Readonly<Partial<Pick<MetaValues, K>>>> {
  const found = (await tx.getMany("meta", keys)) as readonly (
    | { readonly key: K; readonly value: unknown }
    | undefined
  )[];
  return Object.fromEntries(found.flatMap((one) => (one === undefined ? [] : [[one.key, one.value]]))) as Partial<
    Pick<MetaValues, K>
  >;
}

/** Writes one fact. */
export async function setMeta<K extends keyof MetaValues>(
  tx: LocalTransaction,
  key: K,
  value: MetaValues[K],
): Promise<void> {
  await tx.putMany("meta", [{ key, value }]);
}

/** Forgets facts. */
export async function dropMeta(tx: LocalTransaction, keys: readonly (keyof MetaValues)[]): Promise<void> {
  await tx.deleteMany("meta", keys);
}
