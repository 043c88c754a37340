import fc from "fast-check";
import { expect, test } from "vitest";
import { afterWrongPin, attemptsLeft, mayTry, type PinGuard, waitAfter, waitLeft } from "./lock-out.ts";

const failuresInARow = (count: number, at: number): PinGuard | undefined => {
  let guard: PinGuard | undefined;
  for (let index = 0; index < count; index += 1) guard = afterWrongPin("ana", guard, at);
  return guard;
};

test("four typing errors cost nothing, the fifth costs half a minute", () => {
  expect(mayTry(failuresInARow(4, 1000), 1000)).toBe(true);
  expect(attemptsLeft(failuresInARow(4, 1000))).toBe(1);
  expect(waitLeft(failuresInARow(5, 1000), 1000)).toBe(30_000);
});

test("the wait only grows, and ends at a quarter of an hour", () => {
  fc.assert(
    fc.property(fc.nat({ max: 5000 }), (failures) => {
      expect(waitAfter(failures + 1)).toBeGreaterThanOrEqual(waitAfter(failures));
      expect(waitAfter(failures)).toBeLessThanOrEqual(15 * 60_000);
    }),
  );
});

test("whoever waited may try", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50 }), fc.nat(), (failures, at) => {
      const guard = failuresInARow(failures, at);
      const wait = waitAfter(failures);
      expect(mayTry(guard, at + wait)).toBe(true);
      if (wait > 0) expect(mayTry(guard, at + wait - 1)).toBe(false);
    }),
  );
});

test("a clock put back by a year makes nobody wait longer than the wait itself", () => {
  const guard = failuresInARow(6, Date.UTC(2026, 5, 1));
  expect(waitLeft(guard, Date.UTC(2025, 5, 1))).toBe(60_000);
});

test("guessing every PIN of four digits takes over three months", () => {
  let spent = 0;
  for (let failures = 1; failures <= 10_000; failures += 1) spent += waitAfter(failures);
  expect(spent).toBeGreaterThan(90 * 24 * 3_600_000);
});
