import { cents, thousandths } from "@balcao/shared/kernel/money";
import { maxPayments } from "@balcao/shared/sales/limits";
import type { PaymentKind } from "@balcao/shared/sales/rows";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cart, emptyCart } from "../cart/cart.ts";
import { isPaid } from "../record/build-sale.ts";
import { offerOf, settlementOf, withoutPayment, withPayment } from "./pay-state.ts";

function cartOf(total: number): Cart {
  const line = {
    id: "line",
    productId: "product",
    name: "Produto",
    unit: "unit" as const,
    quantity: thousandths(1000),
    unitPrice: cents(total),
    priceId: "price",
    labelAmount: null,
    discount: null,
  };
  return { ...emptyCart("cart", "2026-01-01T00:00:00Z"), lines: [line] };
}

const kinds = fc.constantFrom<PaymentKind>("cash", "card", "pix");

test("an offer that settles makes the cart a paid one, with the change that was shown", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100_000 }),
      kinds,
      fc.option(fc.integer({ min: 1, max: 200_000 })),
      (total, kind, entered) => {
        const cart = cartOf(total);
        const offer = offerOf(cart, kind, entered === null ? null : cents(entered));
        if (!offer.possible) return;
        const paid = withPayment(cart, { id: "payment", kind, amount: offer.amount, reference: null });
        expect(isPaid(paid)).toBe(offer.settles);
        expect(settlementOf(paid).change).toBe(offer.change);
      },
    ),
  );
});

test("card and Pix never pass what is due, cash may", () => {
  expect(offerOf(cartOf(1000), "card", cents(1001))).toMatchObject({ possible: false, tooMuch: true });
  expect(offerOf(cartOf(1000), "pix", cents(1001))).toMatchObject({ possible: false, tooMuch: true });
  expect(offerOf(cartOf(1000), "cash", cents(5000))).toMatchObject({ possible: true, change: 4000 });
});

test("several payments leave exactly what is due, to the cent", () => {
  const part = withPayment(cartOf(1000), { id: "a", kind: "card", amount: cents(333), reference: null });
  expect(offerOf(part, "cash", null)).toMatchObject({ amount: 667, settles: true, change: 0 });
  expect(settlementOf(withoutPayment(part, "a")).remaining).toBe(1000);
});

test("a settled cart takes no further payment", () => {
  const paid = withPayment(cartOf(1000), { id: "a", kind: "cash", amount: cents(1000), reference: null });
  expect(offerOf(paid, "cash", cents(100))).toMatchObject({ possible: false });
});

test("payments may be split to the limit, and the last one settles", () => {
  const parts = Array.from({ length: maxPayments - 1 }, (_, n) => ({
    id: `p${n}`,
    kind: "cash" as const,
    amount: cents(1),
    reference: null,
  }));
  const cart = { ...cartOf(1000), payments: parts };
  expect(offerOf(cart, "cash", cents(1)).possible).toBe(false);
  expect(offerOf(cart, "cash", null).possible).toBe(true);
  // A sale that could not be recorded may grow afterwards; with one payment more the server would refuse it.
  const full = withPayment(cart, { id: "last", kind: "cash", amount: cents(900), reference: null });
  expect(offerOf(full, "cash", null).possible).toBe(false);
});
