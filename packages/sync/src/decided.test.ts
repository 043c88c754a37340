import fc from "fast-check";
import { expect, test } from "vitest";
import { withDecided, type Decided, isDecided, isDecidedSet, largestDecided } from "./decided.ts";

const batches = fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 8 }), { maxLength: 12 });

test("what was decided in any order and however often is decided, and nothing else", () => {
  fc.assert(
    fc.property(batches, (all) => {
      const decided = all.reduce<Decided>((before, batch) => withDecided(before, batch), []);
      const expected = new Set(all.flat());
      for (let sequence = 0; sequence <= 41; sequence += 1) {
        expect(isDecided(decided, sequence)).toBe(expected.has(sequence));
      }
      expect(largestDecided(decided)).toBe(Math.max(0, ...expected));
      expect(isDecidedSet(decided)).toBe(true);
    }),
  );
});

test("commands decided in their order are one interval, however many they are", () => {
  const decided = Array.from({ length: 500 }, (_, n) => n + 1).reduce<Decided>(
    (before, n) => withDecided(before, [n]),
    [],
  );
  expect(decided).toEqual([[1, 500]]);
});

test("what is no set of intervals is not taken for one", () => {
  for (const value of [
    null,
    {},
    [1],
    [[2, 1]],
    [
      [1, 2],
      [2, 3],
    ],
    [
      [1, 2],
      [3, 4],
    ],
    [[1, 1.5]],
    [["1", "2"]],
  ]) {
    expect(isDecidedSet(value)).toBe(false);
  }
});
