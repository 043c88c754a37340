import fc from "fast-check";
import { expect, test } from "vitest";
import { cents, sumCents } from "../kernel/money.ts";
import type { PaymentKind, PaymentRow } from "../sales/rows.ts";
import { settlePayments } from "../sales/settle-payments.ts";
import { summarizeSession } from "./summarize-session.ts";

const payment = (kind: PaymentKind, amount: number): PaymentRow => ({
  id: "p",
  kind,
  amount: cents(amount),
  reference: null,
});

/** Sales whose payments settle their total, the cash often too much. */
const settledSale = fc
  .record({ card: fc.nat(50_000), pix: fc.nat(50_000), cash: fc.nat(50_000), handed: fc.nat(20_000) })
  .map(({ card, pix, cash, handed }) => {
    const given = cash === 0 ? 0 : cash + handed;
    const payments = [payment("card", card), payment("pix", pix), payment("cash", given)].filter(
      ({ amount }) => amount > 0,
    );
    return { total: cents(card + pix + cash), change: cents(given - cash), payments };
  });

test("what the kinds of payment brought is what was sold", () => {
  fc.assert(
    fc.property(fc.array(settledSale), fc.nat(100_000), (sales, float) => {
      for (const sale of sales) expect(settlePayments(sale.total, sale.payments).complete).toBe(true);
      const { taken, total, sales: count } = summarizeSession(cents(float), sales);
      expect(sumCents(Object.values(taken))).toBe(total);
      expect(count).toBe(sales.length);
    }),
  );
});

test("the drawer should hold the float and the cash, less the change", () => {
  const sales = [
    { total: cents(3490), change: cents(1510), payments: [payment("cash", 5000)] },
    { total: cents(2000), change: cents(0), payments: [payment("pix", 2000)] },
  ];
  expect(summarizeSession(cents(15_000), sales)).toEqual({
    sales: 2,
    total: 5490,
    taken: { cash: 3490, card: 0, pix: 2000 },
    expectedCash: 18_490,
  });
});

test("a session without sales holds its float", () => {
  expect(summarizeSession(cents(15_000), []).expectedCash).toBe(15_000);
});
