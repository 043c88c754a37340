import fc from "fast-check";
import { expect, test } from "vitest";
import { cents, sumCents } from "../kernel/money.ts";
import { quickCash, settlePayments } from "./settle-payments.ts";

const amount = fc.integer({ min: 0, max: 10_000_000 }).map(cents);
const payments = fc.array(fc.record({ kind: fc.constantFrom("cash", "card", "pix"), amount }), { maxLength: 20 });

test("payments less change are the total in whole cents, or the sale is not complete", () => {
  fc.assert(
    fc.property(amount, payments, (total, given) => {
      const settled = settlePayments(total, given);
      const paid = sumCents(given.map((payment) => payment.amount));
      expect(settled.paid).toBe(paid);
      expect(paid - settled.change - settled.overpaid + settled.remaining).toBe(total);
      expect(settled.complete).toBe(paid - settled.change === total);
      expect(settled.complete).toBe(settled.remaining === 0 && settled.overpaid === 0);
    }),
  );
});

test("change comes from cash only, and never while something is due", () => {
  fc.assert(
    fc.property(amount, payments, (total, given) => {
      const settled = settlePayments(total, given);
      const cash = given.filter((payment) => payment.kind === "cash").reduce((sum, payment) => sum + payment.amount, 0);
      expect(settled.change).toBeLessThanOrEqual(cash);
      expect(settled.change === 0 || settled.remaining === 0).toBe(true);
    }),
  );
});

test("the order of the payments does not matter", () => {
  fc.assert(
    fc.property(amount, payments, (total, given) => {
      expect(settlePayments(total, given.toReversed())).toEqual(settlePayments(total, given));
    }),
  );
});

test("a card charged over the total is not complete, and cash beside it goes back first", () => {
  const total = cents(1000);
  expect(settlePayments(total, [{ kind: "card", amount: cents(1200) }])).toMatchObject({
    change: 0,
    overpaid: 200,
    complete: false,
  });
  const both = [
    { kind: "card", amount: cents(900) },
    { kind: "cash", amount: cents(500) },
  ] as const;
  expect(settlePayments(total, both)).toMatchObject({ change: 400, overpaid: 0, complete: true });
});

test("a negative payment is a bug", () => {
  expect(() => settlePayments(cents(1), [{ kind: "cash", amount: cents(-1) }])).toThrow(RangeError);
});

test("paying a suggested amount in cash completes the sale", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }).map(cents), (due) => {
      const offers = quickCash(due);
      expect(offers[0]).toBe(due);
      expect(offers.length).toBeLessThanOrEqual(6);
      expect(offers).toEqual([...new Set(offers)].toSorted((a, b) => a - b));
      for (const offer of offers) {
        expect(settlePayments(due, [{ kind: "cash", amount: offer }])).toMatchObject({
          complete: true,
          change: offer - due,
        });
      }
    }),
  );
});

test("the suggestions for R$ 37,40 are round notes", () => {
  expect(quickCash(cents(3740))).toEqual([3740, 3800, 4000, 5000, 10_000, 20_000]);
  expect(quickCash(cents(0))).toEqual([]);
});
