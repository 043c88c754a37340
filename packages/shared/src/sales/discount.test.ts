import fc from "fast-check";
import { expect, test } from "vitest";
import { cents, sumCents } from "../kernel/money.ts";
import {
  allocate,
  approvalTime,
  type DiscountedLine,
  discountLimit,
  discountOn,
  largestShare,
  isApproved,
  mayDiscount,
  shareOf,
} from "./discount.ts";
import { maxAmount } from "./limits.ts";

const weights = fc.array(fc.integer({ min: 0, max: 1_000_000 }).map(cents), { minLength: 1, maxLength: 30 });
const many = { numRuns: 10_000 };

test("what is divided sums exactly, no part is more than its line, and each is within a cent of its share", () => {
  fc.assert(
    fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (lines, share) => {
      const whole = sumCents(lines);
      const amount = cents(Math.floor(whole * share));
      const parts = allocate(amount, lines);
      expect(sumCents(parts)).toBe(amount);
      for (const [position, part] of parts.entries()) {
        const line = lines[position] ?? 0;
        expect(part).toBeLessThanOrEqual(line);
        expect(Math.abs(part - (whole === 0 ? 0 : (amount * line) / whole))).toBeLessThan(1);
      }
    }),
    many,
  );
});

test("lines of equal price get equal parts, whatever their order, but for one cent", () => {
  fc.assert(
    fc.property(weights, fc.integer({ min: 0, max: 10_000 }), (lines, basisPoints) => {
      const amount = shareOf(sumCents(lines), basisPoints);
      const sorted = (parts: readonly number[]) => parts.toSorted((a, b) => a - b);
      const byPrice = (order: readonly (typeof lines)[number][]) =>
        Map.groupBy(
          allocate(amount, order).map((part, position) => ({ part, price: order[position] })),
          ({ price }) => price,
        );
      const [one, other] = [byPrice(lines), byPrice(lines.toReversed())];
      for (const [price, parts] of one) {
        const values = sorted(parts.map(({ part }) => part));
        expect((values.at(-1) ?? 0) - (values[0] ?? 0)).toBeLessThanOrEqual(1);
        const others = sorted((other.get(price) ?? []).map(({ part }) => part));
        expect(Math.abs(sumOf(values) - sumOf(others))).toBeLessThanOrEqual(values.length);
      }
    }),
    many,
  );
});

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

test("a share is rounded half up and exact at any size", () => {
  expect(shareOf(cents(1050), 500)).toBe(53);
  expect(shareOf(cents(1049), 500)).toBe(52);
  expect(shareOf(cents(maxAmount), 10_000)).toBe(maxAmount);
  expect(shareOf(cents(999), 0)).toBe(0);
});

test("no discount takes more than there is", () => {
  expect(discountOn(cents(100), { kind: "amount", amount: cents(150) })).toBe(100);
  expect(discountOn(cents(100), { kind: "percent", basisPoints: 20_000 })).toBe(100);
  expect(discountOn(cents(100), null)).toBe(0);
});

const line = (total: number, discount: number, saleDiscount = 0): DiscountedLine => ({
  discount: cents(discount),
  saleDiscount: cents(saleDiscount),
  total: cents(total),
});

test("a cashier takes up to five percent off a line and off the sale, a manager anything", () => {
  expect(mayDiscount("cashier", [line(950, 50)])).toBe(true);
  expect(mayDiscount("cashier", [line(949, 51)])).toBe(false);
  // Little of the sale, and too much of its line.
  expect(mayDiscount("cashier", [line(50, 50), line(10_000, 0)])).toBe(false);
  // Each line within its limit, the sale beyond it.
  expect(mayDiscount("cashier", [line(910, 50, 40), line(1000, 0, 40)])).toBe(false);
  expect(mayDiscount("store-manager", [line(0, 1000)])).toBe(true);
  expect(mayDiscount("stock-clerk", [line(999, 1)])).toBe(false);
  expect(mayDiscount("stock-clerk", [line(1000, 0)])).toBe(true);
});

test("who may take so much off each line may take it off all of them: rounding asks for nobody", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 40 }), (grosses) => {
      const lines = grosses.map((gross) => {
        const off = shareOf(cents(gross), discountLimit("cashier"));
        return line(gross - off, off);
      });
      expect(mayDiscount("cashier", lines)).toBe(true);
    }),
    many,
  );
});

test("what somebody approves is the share that needs it: of a line, or of the sale, rounded up", () => {
  expect(largestShare([line(900, 100), line(9000, 0)])).toBe(1000);
  expect(largestShare([line(800, 0, 200), line(800, 0, 200)])).toBe(2000);
  expect(largestShare([line(2, 1)])).toBe(3334);
  expect([largestShare([]), largestShare([line(0, 0)])]).toEqual([0, 0]);
});

const at = (milliseconds: number) => new Date(Date.UTC(2026, 2, 21, 14) + milliseconds).toISOString();

test("an approval is for so much and no more, by somebody whose it is to give", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 9999 }), fc.nat({ max: 9999 }), fc.nat({ max: 9999 }))), (parts) => {
      const lines = parts.map(([total, discount, saleDiscount]) => line(total, discount, saleDiscount));
      const upTo = largestShare(lines);
      expect(isApproved({ at: at(0), upTo }, "store-manager", lines, at(0))).toBe(true);
      if (upTo > 500)
        expect(isApproved({ at: at(0), upTo }, "cashier", lines, at(0))).toBe(mayDiscount("cashier", lines));
    }),
  );
  const asked = { at: at(0), upTo: 2000 };
  expect(isApproved(asked, "store-manager", [line(800, 200)], at(0))).toBe(true);
  expect(isApproved(asked, "store-manager", [line(799, 201)], at(0))).toBe(false);
  expect(isApproved(asked, "store-manager", [line(900, 100), line(799, 201)], at(0))).toBe(false);
});

test("an approval holds a quarter of an hour, and not before it was given", () => {
  const holds = (given: number, now: number) =>
    isApproved({ at: at(given), upTo: 2000 }, "store-manager", [line(900, 100)], at(now));
  expect([holds(0, 0), holds(0, approvalTime)]).toEqual([true, true]);
  expect([holds(0, approvalTime + 1), holds(1, 0)]).toEqual([false, false]);
});
