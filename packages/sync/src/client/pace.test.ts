import fc from "fast-check";
import { expect, test } from "vitest";
import { pollDelay, pushDelay, socketDelay } from "./pace.ts";

const input = fc.record({
  unchanged: fc.nat({ max: 10_000 }),
  failures: fc.nat({ max: 10_000 }),
  visible: fc.boolean(),
  sparing: fc.boolean(),
  retryAfter: fc.nat({ max: 600_000 }),
  random: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
});

test("the server's wish for peace is always obeyed, and no wait is endless or none", () => {
  fc.assert(
    fc.property(input, (asked) => {
      const delay = pollDelay(asked);
      expect(delay).toBeGreaterThanOrEqual(Math.max(asked.retryAfter, 250));
      expect(delay).toBeLessThanOrEqual(Math.max(asked.retryAfter, 5.5 * 60_000));
      expect(pushDelay(asked.failures, asked.retryAfter, asked.random)).toBeGreaterThanOrEqual(asked.retryAfter);
      expect(socketDelay(asked.failures, asked.random)).toBeLessThanOrEqual(30_250);
    }),
  );
});

test("each 304 slows the poll down, a change speeds it up, hidden pages ask in minutes", () => {
  const calm = { failures: 0, visible: true, sparing: false, retryAfter: 0, random: 0.5 };
  const delays = [0, 1, 2, 3, 4, 20].map((unchanged) => pollDelay({ ...calm, unchanged }));
  expect(delays).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000]);
  expect(pollDelay({ ...calm, visible: false, unchanged: 20 })).toBe(300_000);
  expect(pollDelay({ ...calm, sparing: true, unchanged: 20 })).toBe(300_000);
});
