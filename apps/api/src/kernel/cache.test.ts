import { expect, test } from "vitest";
import { createCache } from "./cache.ts";

test("a value is gone after its time", () => {
  let now = 0;
  const cache = createCache<string>({ capacity: 2, ttl: 10, now: () => now });
  cache.set("a", "1");
  now = 9;
  expect(cache.get("a")).toBe("1");
  now = 10;
  expect(cache.get("a")).toBeUndefined();
});

test("reading does not make a value live longer", () => {
  let now = 0;
  const cache = createCache<string>({ capacity: 2, ttl: 10, now: () => now });
  cache.set("a", "1");
  now = 9;
  cache.get("a");
  now = 11;
  expect(cache.get("a")).toBeUndefined();
});

test("past its capacity the value unused for longest goes, and it never grows", () => {
  const cache = createCache<number>({ capacity: 3, ttl: 1000, now: () => 0 });
  for (const [index, key] of ["a", "b", "c"].entries()) cache.set(key, index);
  cache.get("a");
  cache.set("d", 3);
  expect(["a", "b", "c", "d"].map((key) => cache.get(key))).toEqual([0, undefined, 2, 3]);
  for (let n = 0; n < 1000; n += 1) cache.set(`n${n}`, n);
  expect(cache.size()).toBe(3);
});

test("values that match are dropped, the others stay", () => {
  const cache = createCache<number>({ capacity: 9, ttl: 1000, now: () => 0 });
  for (let n = 1; n <= 4; n += 1) cache.set(String(n), n);
  cache.deleteWhere((value) => value % 2 === 0);
  expect(["1", "2", "3", "4"].map((key) => cache.get(key))).toEqual([1, undefined, 3, undefined]);
});
