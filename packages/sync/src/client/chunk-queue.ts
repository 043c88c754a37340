import { limits } from "../protocol.ts";

/** Chunks of one load that follow each other in one table: they are fetched in one request. */
export interface ChunkRun<Load> {
  readonly load: Load;
  readonly from: number;
  readonly count: number;
}

interface Line<Load> {
  readonly load: Load;
  readonly chunks: number[];
  runs: number;
}

/** What one request may take, in milliseconds: a tablet gives one up after several times as long. */
const unhurried = 4_000;

/**
 * The chunks that are still to be fetched, of all loads and tables side by side, so that the first products come with
 * their prices and can be sold while the rest loads. The first runs of a table are short, for something to be there soon;
 * then they grow, but not beyond what the network brings in a few seconds.
 */
export class ChunkQueue<Load extends { readonly left: readonly { readonly index: number; readonly table: string }[] }> {
  readonly #lines: Line<Load>[] = [];
  #most: number = limits.chunksAtOnce;

  add(load: Load): void {
    for (const chunks of Map.groupBy(load.left, ({ table }) => table).values())
      this.#lines.push({ load, chunks: chunks.map(({ index }) => index), runs: 0 });
  }

  /** The run to fetch next: one of the tables of which the fewest runs have been taken. */
  next(): ChunkRun<Load> | undefined {
    const waiting = this.#lines.filter(({ chunks }) => chunks.length > 0);
    const fewest = Math.min(...waiting.map(({ runs }) => runs));
    const line = waiting.find(({ runs }) => runs === fewest);
    const from = line?.chunks.shift();
    if (line === undefined || from === undefined) return undefined;
    const most = Math.min(2 ** line.runs, this.#most);
    let count = 1;
    for (; count < most && line.chunks[0] === from + count; count += 1) line.chunks.shift();
    line.runs += 1;
    return { load: line.load, from, count };
  }

  /** Tells how many milliseconds a run of so many chunks took. */
  took(count: number, milliseconds: number): void {
    const most = Math.floor((count * unhurried) / Math.max(1, milliseconds));
    this.#most = Math.min(limits.chunksAtOnce, Math.max(1, most));
  }
}
