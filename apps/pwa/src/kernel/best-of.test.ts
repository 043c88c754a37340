import fc from "fast-check";
import { expect, test } from "vitest";
import { BestOf } from "./best-of.ts";

test("keeps what sorting everything and cutting would keep", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 })), fc.integer({ min: 0, max: 12 }), (numbers, limit) => {
      const best = new BestOf<number>(limit, (a, b) => a < b);
      for (const number of numbers) best.offer(number);
      expect(best.sorted()).toEqual(numbers.toSorted((a, b) => a - b).slice(0, limit));
    }),
  );
});
