import fc from "fast-check";
import { expect, test } from "vitest";
import { cents } from "../kernel/money.ts";
import { effectivePrice } from "./effective-price.ts";
import type { PricePeriod } from "./rows.ts";

const day = 86_400_000;
const iso = (dayNumber: number | null) => (dayNumber === null ? null : new Date(dayNumber * day).toISOString());
const period = (
  priceId: string,
  amount: number,
  from: number | null = null,
  until: number | null = null,
): PricePeriod => ({
  priceId,
  amount: cents(amount),
  regular: null,
  from: iso(from),
  until: iso(until),
});
const periods = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 9999 }), fc.option(fc.nat(20)), fc.option(fc.nat(20)))
    .map(([amount, from, until]) => period("p", amount, from, until)),
  { maxLength: 5 },
);

test("the store's price wins over the chain's", () => {
  expect(effectivePrice([period("s", 100)], [period("c", 90)], 0)).toMatchObject({
    source: "store",
    period: { amount: 100 },
  });
});

test("a store's price that has ended gives way to the chain's", () => {
  expect(effectivePrice([period("s", 100, null, 5)], [period("c", 90)], 5 * day)).toMatchObject({ source: "chain" });
});

test("the newest price in force wins", () => {
  const offers = [period("next", 70, 10), period("offer", 80, 2, 8), period("usual", 100)];
  expect(effectivePrice(offers, [], 1 * day)?.period.priceId).toBe("usual");
  expect(effectivePrice(offers, [], 2 * day)?.period.priceId).toBe("offer");
  expect(effectivePrice(offers, [], 8 * day)?.period.priceId).toBe("usual");
  expect(effectivePrice(offers, [], 10 * day)?.period.priceId).toBe("next");
});

test("what holds is in force, and there is none only when nothing is in force", () => {
  fc.assert(
    fc.property(periods, periods, fc.nat(21), (store, chain, today) => {
      const inForce = ({ from, until }: PricePeriod) =>
        (from === null || from <= iso(today)!) && (until === null || iso(today)! < until);
      const found = effectivePrice(store, chain, today * day);
      expect(found === null).toBe(![...store, ...chain].some(inForce));
      if (found !== null) expect(inForce(found.period)).toBe(true);
      if (store.some(inForce)) expect(found?.source).toBe("store");
    }),
  );
});

test("a product without prices has none", () => {
  expect(effectivePrice(undefined, undefined, 0)).toBeNull();
});
