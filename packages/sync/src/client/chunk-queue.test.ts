import { expect, test } from "vitest";
import { ChunkQueue } from "./chunk-queue.ts";

const loadOf = (name: string, ...tables: readonly (readonly [table: string, chunks: readonly number[]])[]) => ({
  name,
  left: tables.flatMap(([table, chunks]) => chunks.map((index) => ({ index, table }))),
});
function queueOf(...loads: readonly ReturnType<typeof loadOf>[]): ChunkQueue<ReturnType<typeof loadOf>> {
  const queue = new ChunkQueue<ReturnType<typeof loadOf>>();
  for (const load of loads) queue.add(load);
  return queue;
}

const upTo = (from: number, until: number) => Array.from({ length: until - from }, (_, n) => from + n);

test("every table of every load gets its turn, with runs that grow", () => {
  const queue = queueOf(
    loadOf("chain", ["product", upTo(0, 5)], ["price", upTo(5, 9)]),
    loadOf("store", ["level", upTo(0, 2)]),
  );
  const runs: unknown[] = [];
  for (let run = queue.next(); run !== undefined; run = queue.next()) runs.push([run.load.name, run.from, run.count]);
  expect(runs).toEqual([
    ["chain", 0, 1],
    ["chain", 5, 1],
    ["store", 0, 1],
    ["chain", 1, 2],
    ["chain", 6, 2],
    ["store", 1, 1],
    ["chain", 3, 2],
    ["chain", 8, 1],
  ]);
});

test("what is here already is left out, and no run goes across it", () => {
  const queue = queueOf(loadOf("chain", ["product", [0, 1, 3, 4, 5]]));
  const runs = [queue.next(), queue.next(), queue.next(), queue.next()].map((run) => run && [run.from, run.count]);
  expect(runs).toEqual([[0, 1], [1, 1], [3, 3], undefined]);
});

test("a slow network brings short runs, and longer ones when it is fast again", () => {
  const queue = queueOf(loadOf("chain", ["product", upTo(0, 1_000)]));
  const counts: number[] = [];
  for (const milliseconds of [0, 0, 0, 0, 0, 0, 0, 40_000, 20_000, 1_000, 10, 10]) {
    const { count } = queue.next()!;
    counts.push(count);
    queue.took(count, milliseconds);
  }
  expect(counts).toEqual([1, 2, 4, 8, 16, 32, 32, 32, 3, 1, 4, 32]);
});
