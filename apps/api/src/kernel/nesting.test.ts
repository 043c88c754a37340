import { expect, test } from "vitest";
import { nestsDeeper } from "./nesting.ts";

const nested = (depth: number) => JSON.parse("[".repeat(depth) + "]".repeat(depth)) as unknown;

test("lists and objects within each other are counted, whatever else they hold", () => {
  expect(nestsDeeper(1, 0)).toBe(false);
  expect(nestsDeeper({ a: [{ b: 1 }] }, 3)).toBe(false);
  expect(nestsDeeper({ a: [{ b: 1 }], c: 1 }, 2)).toBe(true);
  expect(nestsDeeper(nested(64), 64)).toBe(false);
  expect(nestsDeeper(nested(66), 64)).toBe(true);
});

test("what nests deeper than a stack could follow is found out all the same", () => {
  expect(nestsDeeper(nested(500_000), 64)).toBe(true);
});
