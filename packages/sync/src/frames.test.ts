import { expect, test } from "vitest";
import { joinFrames, splitFrames } from "./frames.ts";

const parts = [new Uint8Array([1, 2, 3]), new Uint8Array(), new Uint8Array(300).fill(7)];

test("what was joined comes apart again, wherever in memory it lies", () => {
  const joined = joinFrames(parts);
  expect(splitFrames(joined)).toEqual(parts);
  const elsewhere = new Uint8Array(joined.length + 5);
  elsewhere.set(joined, 5);
  expect(splitFrames(elsewhere.subarray(5))).toEqual(parts);
  expect(splitFrames(joinFrames([]))).toEqual([]);
});

test("what was cut off inside of a part is not taken for whole", () => {
  const joined = joinFrames(parts);
  const ends = new Set([0, 7, 11]);
  for (let length = 0; length < joined.length; length += 1)
    expect([length, splitFrames(joined.slice(0, length)) === null]).toEqual([length, !ends.has(length)]);
});
