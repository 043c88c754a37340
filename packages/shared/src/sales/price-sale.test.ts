import fc from "fast-check";
import { expect, test } from "vitest";
import { cents, priceOf, sumCents, thousandths } from "../kernel/money.ts";
import { maxAmount, maxLines, maxQuantity, maxUnitPrice } from "./limits.ts";
import { lineAddsUp, priceSale, quantityForAmount } from "./price-sale.ts";

const unitPrice = fc.integer({ min: 0, max: maxUnitPrice }).map(cents);
const quantity = fc.integer({ min: 1, max: maxQuantity }).map(thousandths);
const lines = fc.array(fc.record({ unitPrice, quantity }), { maxLength: 30 });

test("the total is the sum of the line totals, and each is the price of its quantity", () => {
  fc.assert(
    fc.property(lines, (cart) => {
      const priced = priceSale(cart);
      if (!priced.ok) throw new Error(priced.code);
      expect(priced.value.lineTotals).toEqual(cart.map((line) => priceOf(line.unitPrice, line.quantity)));
      expect(priced.value.total).toBe(sumCents(priced.value.lineTotals));
    }),
  );
});

test("the largest sale within the limits is still exact", () => {
  const line = { unitPrice: cents(maxUnitPrice), quantity: thousandths(maxQuantity) };
  const priced = priceSale(Array.from({ length: maxLines }, () => line));
  expect(priced).toMatchObject({ ok: true, value: { total: maxAmount } });
  expect(Number.isSafeInteger(maxAmount)).toBe(true);
});

test("a line without price or out of limits is named", () => {
  const good = { unitPrice: cents(100), quantity: thousandths(1000) };
  const refusal = (line: object) => priceSale([good, { ...good, ...line }]);
  expect(refusal({ unitPrice: null })).toEqual({ ok: false, code: "SALE_NOT_PRICED", details: { position: 1 } });
  for (const wrong of [
    { quantity: 0 },
    { quantity: -1 },
    { quantity: maxQuantity + 1 },
    { unitPrice: -1 },
    { unitPrice: maxUnitPrice + 1 },
  ]) {
    expect(refusal(wrong)).toEqual({ ok: false, code: "LINE_OUT_OF_LIMITS", details: { position: 1 } });
  }
  expect(priceSale(Array.from({ length: maxLines + 1 }, () => good))).toMatchObject({ code: "TOO_MANY_LINES" });
});

test("a label's amount is what the line costs, and its quantity is the nearest thousandth", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999 }).map(cents),
      fc.integer({ min: 1, max: 1_000_000 }).map(cents),
      (amount, price) => {
        const weighed = quantityForAmount(amount, price);
        fc.pre(weighed !== null);
        expect(Math.abs(weighed * price - amount * 1000) * 2 <= price || weighed === 1).toBe(true);
        const priced = priceSale([{ unitPrice: price, quantity: weighed, labelAmount: amount }]);
        expect(priced).toMatchObject({ ok: true, value: { total: amount } });
        expect(lineAddsUp({ unitPrice: price, quantity: weighed, total: amount })).toBe(true);
      },
    ),
  );
});

test("a recorded line with another total does not add up", () => {
  const line = { unitPrice: cents(999), quantity: thousandths(2000) };
  expect(lineAddsUp({ ...line, total: cents(1998) })).toBe(true);
  expect(lineAddsUp({ ...line, total: cents(1997) })).toBe(false);
  expect(lineAddsUp({ ...line, quantity: thousandths(0), total: cents(0) })).toBe(false);
});

test("a quantity cannot be worked out from a price of zero", () => {
  expect(quantityForAmount(cents(100), cents(0))).toBeNull();
  expect(quantityForAmount(cents(99_999_999_999), cents(1))).toBeNull();
});
