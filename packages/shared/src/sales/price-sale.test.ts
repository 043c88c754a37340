import fc from "fast-check";
import { expect, test } from "vitest";
import { cents, priceOf, sumCents, thousandths } from "../kernel/money.ts";
import { maxAmount, maxLines, maxQuantity, maxUnitPrice } from "./limits.ts";
import { lineAddsUp, priceSale, quantityForAmount } from "./price-sale.ts";

/** Nothing was taken off. */
const full = { discount: cents(0), saleDiscount: cents(0) };

const unitPrice = fc.integer({ min: 0, max: maxUnitPrice }).map(cents);
const quantity = fc.integer({ min: 1, max: maxQuantity }).map(thousandths);
const lines = fc.array(fc.record({ unitPrice, quantity }), { maxLength: 30 });

test("the total is the sum of the line totals, and each is the price of its quantity", () => {
  fc.assert(
    fc.property(lines, (cart) => {
      const priced = priceSale(cart);
      if (!priced.ok) throw new Error(priced.code);
      const totals = priced.value.lines.map(({ total }) => total);
      expect(totals).toEqual(cart.map((line) => priceOf(line.unitPrice, line.quantity)));
      expect(priced.value.total).toBe(sumCents(totals));
    }),
  );
});

const discount = fc.oneof(
  fc.constant(null),
  fc.record({ kind: fc.constant("percent" as const), basisPoints: fc.integer({ min: 0, max: 10_000 }) }),
  fc.record({ kind: fc.constant("amount" as const), amount: fc.integer({ min: 0, max: 1_000_000 }).map(cents) }),
);
const discountedLines = fc.array(
  fc.record({
    unitPrice: fc.integer({ min: 0, max: 1_000_000 }).map(cents),
    quantity: fc.integer({ min: 1, max: 1_000_000 }).map(thousandths),
    discount,
  }),
  { maxLength: 30 },
);

/** A fraction of whole numbers, rounded half up. */
const halfUp = (numerator: bigint, denominator: bigint) => (2n * numerator + denominator) / (2n * denominator);

type Off = ReturnType<typeof discount.generate>["value"];

/** What is left to pay, worked out without any of the code: a line's own discount first, then the sale's. */
function oracle(cart: ReturnType<typeof discountedLines.generate>["value"], off: Off): bigint {
  const take = (whole: bigint, from: Off) => {
    if (from === null) return whole;
    const asked = from.kind === "amount" ? BigInt(from.amount) : halfUp(whole * BigInt(from.basisPoints), 10_000n);
    return asked > whole ? 0n : whole - asked;
  };
  const left = cart.map((line) => take(halfUp(BigInt(line.unitPrice) * BigInt(line.quantity), 1000n), line.discount));
  return take(
    left.reduce((sum, one) => sum + one, 0n),
    off,
  );
}

test("with discounts the lines sum to what an independent count leaves, in whatever order they were scanned", () => {
  fc.assert(
    fc.property(discountedLines, discount, (cart, off) => {
      const priced = priceSale(cart, off);
      if (!priced.ok) throw new Error(priced.code);
      const { lines: found, gross, total } = priced.value;
      expect(BigInt(total)).toBe(oracle(cart, off));
      expect(sumCents(found.map((line) => line.total))).toBe(total);
      for (const [position, line] of cart.entries()) {
        const one = found[position];
        if (one === undefined) throw new Error("a line was lost");
        expect(Math.min(one.discount, one.saleDiscount, one.total)).toBeGreaterThanOrEqual(0);
        expect(lineAddsUp({ ...line, ...one })).toBe(true);
      }
      expect(gross).toBe(sumCents(cart.map((line) => priceOf(line.unitPrice, line.quantity))));
      expect(priceSale(cart.toReversed(), off)).toMatchObject({ ok: true, value: { gross, total } });
    }),
    { numRuns: 10_000 },
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
        expect(lineAddsUp({ ...full, unitPrice: price, quantity: weighed, total: amount })).toBe(true);
      },
    ),
  );
});

test("a recorded line with another total does not add up", () => {
  const line = { ...full, unitPrice: cents(999), quantity: thousandths(2000) };
  expect(lineAddsUp({ ...line, total: cents(1998) })).toBe(true);
  expect(lineAddsUp({ ...line, total: cents(1997) })).toBe(false);
  expect(lineAddsUp({ ...line, quantity: thousandths(0), total: cents(0) })).toBe(false);
  expect(lineAddsUp({ ...line, discount: cents(98), saleDiscount: cents(900), total: cents(1000) })).toBe(true);
  expect(lineAddsUp({ ...line, discount: cents(98), total: cents(1998) })).toBe(false);
});

test("a quantity cannot be worked out from a price of zero", () => {
  expect(quantityForAmount(cents(100), cents(0))).toBeNull();
  expect(quantityForAmount(cents(99_999_999_999), cents(1))).toBeNull();
});
