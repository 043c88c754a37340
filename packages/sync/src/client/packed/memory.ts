import { Chunk, type PackedKey, type PackedRecord } from "./chunk.ts";

/** Which records a packed table is made of, in order of their first ids. */
export interface Directory {
  readonly copy: string;
  /** Another one with every change of the records. */
  readonly stamp: string;
  readonly keys: readonly PackedKey[];
}

/** Chunks kept: those of a screen full of products, and of what was sold lately. */
const chunksKept = 64;

/**
 * What a page holds in memory of the packed tables. Never old: a directory is compared with the database in each
 * transaction, and a record never changes under its key.
 */
export class PackedMemory {
  readonly directories = new Map<string, Directory>();
  readonly #chunks = new Map<string, Chunk>();

  get(key: PackedKey): Chunk | undefined {
    const text = key.join(" ");
    const found = this.#chunks.get(text);
    if (found === undefined) return undefined;
    this.#chunks.delete(text);
    this.#chunks.set(text, found);
    return found;
  }

  /** Reads a record into memory; the one unused for longest goes. */
  take(key: PackedKey, record: PackedRecord): Chunk {
    const chunk = new Chunk(record);
    this.#chunks.set(key.join(" "), chunk);
    const [oldest] = this.#chunks.keys();
    if (this.#chunks.size > chunksKept && oldest !== undefined) this.#chunks.delete(oldest);
    return chunk;
  }

  forget(): void {
    this.directories.clear();
    this.#chunks.clear();
  }
}

/** The place of the last record whose first id is not greater; -1 when there is none. */
export function placeOf(keys: readonly PackedKey[], id: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle]?.[2] ?? "") <= id) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
