import { type Cents, cents } from "@balcao/shared/kernel/money";
import { maxPayments } from "@balcao/shared/sales/limits";
import type { PaymentKind } from "@balcao/shared/sales/rows";
import { type Settlement, settlePayments } from "@balcao/shared/sales/settle-payments";
import { type Cart, type CartPayment, priceCart } from "../cart/cart.ts";

/** What a payment that is being entered would do. */
export interface Offer {
  /** What is entered, or all that is due when nothing is. */
  readonly amount: Cents;
  /** Change, were it taken. */
  readonly change: Cents;
  /** It would settle the sale. */
  readonly settles: boolean;
  /** Card and Pix may not pass what is due, and nothing is no payment. */
  readonly possible: boolean;
  readonly tooMuch: boolean;
}

/** How a cart's payments stand. */
export function settlementOf(cart: Cart): Settlement {
  return settlePayments(priceCart(cart).total, cart.payments);
}

/** What taking `entered` (null for all that is due) in one kind would do to a cart. */
export function offerOf(cart: Cart, kind: PaymentKind, entered: Cents | null): Offer {
  const { remaining } = settlementOf(cart);
  const amount = entered ?? remaining;
  // The last payment that fits has to settle, or the sale could never end.
  const left = maxPayments - cart.payments.length;
  const room = left > 1 || (left === 1 && amount >= remaining);
  const tooMuch = kind !== "cash" && amount > remaining;
  return {
    amount,
    change: cents(kind === "cash" ? Math.max(0, amount - remaining) : 0),
    settles: amount >= remaining,
    possible: amount > 0 && remaining > 0 && !tooMuch && room,
    tooMuch,
  };
}

/** The cart with a payment more. */
export function withPayment(cart: Cart, payment: CartPayment): Cart {
  return { ...cart, payments: [...cart.payments, payment], pix: payment.kind === "pix" ? null : cart.pix };
}

/** The cart without a payment: the money has gone back. */
export function withoutPayment(cart: Cart, paymentId: string): Cart {
  return { ...cart, payments: cart.payments.filter(({ id }) => id !== paymentId) };
}
