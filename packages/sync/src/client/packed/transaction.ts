import type { Row } from "../../protocol.ts";
import type { Key, LocalTransaction, PackedTransaction } from "../ports.ts";
import type { StoredRow } from "../stored-row.ts";
import type { Chunk, CoveringRow, FoundChunk, GoneRow, PackedKey, PackedRecord } from "./chunk.ts";
import { type Directory, type PackedMemory, placeOf } from "./memory.ts";

/** Which copy of a packed table is shown, and which state of it this is. */
interface PackedCopy {
  readonly table: string;
  readonly copy: string;
  readonly stamp: string;
}

const last = "\uffff";

/**
 * A transaction in which some tables are packed: their rows lie in chunks, one record each, and what changed since lies
 * over them as rows of its own. Read and written like any table.
 */
export class PackingTransaction implements PackedTransaction {
  readonly #raw: LocalTransaction;
  readonly #memory: PackedMemory;
  readonly #isPacked: (table: string) => boolean;
  readonly #newStamp: () => string;
  readonly #directories = new Map<string, Promise<Directory | null>>();
  /** Records were written here: should it all be undone, nobody else may have heard of them. */
  #written = false;

  constructor(
    raw: LocalTransaction,
    {
      memory,
      isPacked,
      newStamp,
    }: { memory: PackedMemory; isPacked: (table: string) => boolean; newStamp: () => string },
  ) {
    this.#raw = raw;
    this.#memory = memory;
    this.#isPacked = isPacked;
    this.#newStamp = newStamp;
  }

  async getMany(table: string, keys: readonly Key[]): Promise<readonly unknown[]> {
    if (!this.#isPacked(table)) return this.#raw.getMany(table, keys);
    const over = (await this.#raw.getMany(table, keys)) as readonly (Row | GoneRow | undefined)[];
    const missing = keys.filter((_, index) => over[index] === undefined) as readonly string[];
    const under = missing.length === 0 ? new Map<string, StoredRow>() : await this.#under(table, missing);
    return keys.map((key, index) => {
      const row = over[index];
      return row === undefined ? under.get(String(key)) : live(row);
    });
  }

  putMany(table: string, values: readonly object[]): Promise<void> {
    return this.#raw.putMany(table, values);
  }

  async deleteMany(table: string, keys: readonly Key[]): Promise<void> {
    if (!this.#isPacked(table)) return this.#raw.deleteMany(table, keys);
    const ids = keys as readonly string[];
    const under = await this.#under(table, ids);
    const gone = ids.filter((id) => under.has(id)).map((id): GoneRow => ({ id, $gone: true }));
    if (gone.length > 0) await this.#raw.putMany(table, gone);
    const plain = ids.filter((id) => !under.has(id));
    if (plain.length > 0) await this.#raw.deleteMany(table, plain);
  }

  async range(table: string, index: string, from: Key, until: Key, limit?: number): Promise<readonly unknown[]> {
    if (!this.#isPacked(table)) return this.#raw.range(table, index, from, until, limit);
    if (index !== ":id") throw new Error(`${table} is packed: it has no index ${index}`);
    return this.#merged(table, String(from), String(until), limit, (chunk, place) => chunk.stored(place));
  }

  async keys(table: string, from?: Key, until?: Key): Promise<readonly Key[]> {
    if (!this.#isPacked(table)) return this.#raw.keys(table, from, until);
    const rows = await this.#merged(table, String(from ?? ""), String(until ?? last), undefined, (chunk, place) => ({
      id: chunk.ids[place] ?? "",
    }));
    return rows.map(({ id }) => id);
  }

  async clear(table: string): Promise<void> {
    await this.#raw.clear(table);
    if (!this.#isPacked(table)) return;
    await this.dropCopies(table, []);
    await this.#raw.deleteMany("packed_copy", [table]);
    this.#directories.set(table, Promise.resolve(null));
  }

  async plain(table: string, from: string, until: string, limit?: number): Promise<readonly Row[]> {
    return this.#merged(table, from, until, limit, (chunk, place) => chunk.plain(place));
  }

  async underlying(table: string, ids: readonly string[]): Promise<readonly (StoredRow | undefined)[]> {
    const under = await this.#under(table, ids);
    return ids.map((id) => under.get(id));
  }

  async covered(table: string, index: string, key: string): Promise<readonly Row[]> {
    return (await this.#raw.range(table, index, key, key)) as readonly Row[];
  }

  async records(table: string): Promise<readonly PackedRecord[]> {
    const keys = (await this.#directory(table))?.keys ?? [];
    const [from, until] = [keys[0], keys.at(-1)];
    if (from === undefined || until === undefined) return [];
    return (await this.#raw.range("packed", ":id", from, until)) as readonly PackedRecord[];
  }

  async land(records: readonly PackedRecord[]): Promise<void> {
    this.#written = true;
    await this.#raw.putMany("packed", records);
    for (const [table, own] of Map.groupBy(records, (record) => record.table)) {
      const shown = await this.shown(table);
      if (shown !== null && own.some(({ copy }) => copy === shown)) await this.show(table, shown);
    }
  }

  async shown(table: string): Promise<string | null> {
    return (await this.#directory(table))?.copy ?? null;
  }

  async show(table: string, copy: string): Promise<void> {
    const stamp = this.#newStamp();
    await this.#raw.putMany("packed_copy", [{ table, copy, stamp } satisfies PackedCopy]);
    this.#directories.set(table, this.#readKeys({ table, copy, stamp }));
  }

  async dropCopies(table: string, except: readonly string[]): Promise<void> {
    const keys = (await this.#raw.keys("packed", [table, "", "", ""], [table, last, "", ""])) as unknown as PackedKey[];
    const old = keys.filter(([, copy]) => !except.includes(copy));
    this.#written ||= old.length > 0;
    if (old.length > 0) await this.#raw.deleteMany("packed", old);
  }

  async uncover(table: string, except: ReadonlySet<string>): Promise<void> {
    const ids = (await this.#raw.keys(table)) as readonly string[];
    const old = ids.filter((id) => !except.has(id));
    if (old.length > 0) await this.#raw.deleteMany(table, old);
  }

  async covering(table: string, from: string, limit: number): Promise<readonly CoveringRow[]> {
    return (await this.#raw.range(table, ":id", from, last, limit)) as readonly CoveringRow[];
  }

  async chunkFor(table: string, id: string): Promise<{ readonly found: FoundChunk | null; readonly next: string }> {
    const keys = (await this.#directory(table))?.keys ?? [];
    const place = Math.max(0, placeOf(keys, id));
    const key = keys[place];
    const next = keys[place + 1]?.[2] ?? last;
    if (key === undefined) return { found: null, next };
    const [chunk] = await this.#load([key]);
    return { found: chunk === undefined ? null : { key, chunk }, next };
  }

  async fold(
    { table, copy }: { readonly table: string; readonly copy: string },
    old: PackedKey | null,
    records: readonly PackedRecord[],
    ids: readonly string[],
  ): Promise<void> {
    this.#written = true;
    if (old !== null) await this.#raw.deleteMany("packed", [old]);
    if (records.length > 0) await this.#raw.putMany("packed", records);
    await this.#raw.deleteMany(table, ids);
    await this.show(table, copy);
  }

  /** What the chunks say of these rows. */
  async #under(table: string, ids: readonly string[]): Promise<Map<string, StoredRow>> {
    const directory = await this.#directory(table);
    const found = new Map<string, StoredRow>();
    if (directory === null) return found;
    const byChunk = Map.groupBy(ids, (id) => placeOf(directory.keys, id));
    const wanted = [...byChunk].filter(([place]) => place >= 0);
    const chunks = await this.#load(wanted.flatMap(([place]) => directory.keys.slice(place, place + 1)));
    for (const [index, [, here]] of wanted.entries()) {
      for (const id of here) {
        const row = chunks[index]?.find(id);
        if (row !== undefined) found.set(id, row);
      }
    }
    return found;
  }

  /**
   * Rows of chunks and what lies over them, in order of id, `from` and `until` included. Goes on until there are `limit`
   * rows that are there: what lies over them may say that they are gone.
   */
  async #merged<T extends { readonly id: string }>(
    table: string,
    from: string,
    until: string,
    limit: number | undefined,
    read: (chunk: Chunk, place: number) => T,
  ): Promise<readonly T[]> {
    const found: T[] = [];
    for (let begin = from; ;) {
      const left = limit === undefined ? undefined : limit - found.length;
      const over = (await this.#raw.range(table, ":id", begin, until, left)) as readonly (Row | GoneRow)[];
      const overEnd = left !== undefined && over.length >= left ? (over.at(-1)?.id ?? until) : until;
      const under = await this.#between(table, begin, overEnd, left, read);
      const end = left !== undefined && under.length >= left ? (under.at(-1)?.id ?? overEnd) : overEnd;
      const byId = new Map<string, T | GoneRow>(under.map((row) => [row.id, row]));
      for (const row of over) if (row.id <= end) byId.set(row.id, row as unknown as T | GoneRow);
      const rows = [...byId.values()].filter((row): row is T => live(row) !== undefined);
      found.push(...rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
      if (end === until || (limit !== undefined && found.length >= limit)) break;
      begin = `${end}\u0000`;
    }
    return limit === undefined ? found : found.slice(0, limit);
  }

  async #between<T>(
    table: string,
    from: string,
    until: string,
    limit: number | undefined,
    read: (chunk: Chunk, place: number) => T,
  ): Promise<readonly T[]> {
    const directory = await this.#directory(table);
    const found: T[] = [];
    if (directory === null) return found;
    const { keys } = directory;
    for (let place = Math.max(0, placeOf(keys, from)); place < keys.length; place += 1) {
      const key = keys[place];
      if (key === undefined || key[2] > until) break;
      const [chunk] = await this.#load([key]);
      for (let row = chunk?.placeFrom(from) ?? 0; row < (chunk?.size ?? 0); row += 1) {
        if (chunk === undefined || (chunk.ids[row] ?? last) > until) return found;
        found.push(read(chunk, row));
        if (found.length === limit) return found;
      }
    }
    return found;
  }

  #directory(table: string): Promise<Directory | null> {
    if (!this.#isPacked(table)) return Promise.resolve(null);
    const known = this.#directories.get(table);
    if (known !== undefined) return known;
    const reading = this.#readDirectory(table);
    this.#directories.set(table, reading);
    return reading;
  }

  async #readDirectory(table: string): Promise<Directory | null> {
    const [copy] = (await this.#raw.getMany("packed_copy", [table])) as readonly (PackedCopy | undefined)[];
    if (copy === undefined) return null;
    const known = this.#memory.directories.get(table);
    if (known?.stamp === copy.stamp) return known;
    const read = await this.#readKeys(copy);
    if (!this.#written) this.#memory.directories.set(table, read);
    return read;
  }

  async #readKeys({ table, copy, stamp }: PackedCopy): Promise<Directory> {
    const keys = await this.#raw.keys("packed", [table, copy, "", ""], [table, copy, last, last]);
    return { copy, stamp, keys: keys as unknown as readonly PackedKey[] };
  }

  async #load(keys: readonly PackedKey[]): Promise<readonly (Chunk | undefined)[]> {
    const here = keys.map((key) => this.#memory.get(key));
    const missing = keys.filter((_, index) => here[index] === undefined);
    if (missing.length === 0) return here;
    const records = (await this.#raw.getMany("packed", missing)) as readonly (PackedRecord | undefined)[];
    const read = new Map<PackedKey, Chunk>();
    for (const [index, record] of records.entries()) {
      const key = missing[index];
      if (key !== undefined && record !== undefined) read.set(key, this.#memory.take(key, record));
    }
    return keys.map((key, index) => here[index] ?? read.get(key));
  }
}

function live<T extends object>(row: T | GoneRow): T | undefined {
  return "$gone" in row ? undefined : row;
}
