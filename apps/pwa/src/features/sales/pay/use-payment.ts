import type { Cents } from "@balcao/shared/kernel/money";
import type { PaymentKind } from "@balcao/shared/sales/rows";
import { pixTransactionId } from "@balcao/shared/sales/pix";
import { useEffect, useRef, useState } from "react";
import { v7 as uuidv7 } from "uuid";
import type { Cart, CartPayment } from "../cart/cart.ts";
import { changeCart } from "../cart/cart-store.ts";
import { type RecordedSale, recordSale } from "../commands.ts";
import { isPaid } from "../record/build-sale.ts";
import { type AmountEntry, amountOf, noAmount, typeAmount } from "./amount-entry.ts";
import { type Offer, offerOf, withPayment } from "./pay-state.ts";

export interface Payment {
  readonly kind: PaymentKind;
  readonly setKind: (kind: PaymentKind) => void;
  readonly entry: AmountEntry;
  readonly press: (key: string) => void;
  readonly enter: (amount: Cents) => void;
  readonly offer: Offer;
  /** Taking would do something. */
  readonly possible: boolean;
  /** Takes what is offered; when the sale is settled then, finishes it. */
  readonly take: () => void;
  /** The same for a finger. The Pay button of the sale stood where this one stands: its second tap is not meant for us. */
  readonly tap: () => void;
  /** The sale is being recorded. */
  readonly busy: boolean;
  /** Why it was not recorded; null when nothing failed. */
  readonly failure: unknown;
}

export interface PaymentOptions {
  readonly cart: Cart;
  readonly operatorId: string;
  readonly cashSessionId: string;
  /** The store can be paid by Pix. */
  readonly takesPix: boolean;
  readonly onSold: (sale: RecordedSale) => void;
}

/** A second press within this time, in milliseconds, is the same press: the button means something else by then. */
const oneTap = 600;

/** What is being paid, how, and the end of the sale. */
export function usePayment({ cart, operatorId, cashSessionId, takesPix, onSold }: PaymentOptions): Payment {
  const [kind, setKind] = useState<PaymentKind>("cash");
  const [entry, setEntry] = useState(noAmount);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const takenAt = useRef(Number.NEGATIVE_INFINITY);
  const shownAt = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    shownAt.current = performance.now();
  }, []);
  const offer = offerOf(cart, kind, amountOf(entry));
  const possible = isPaid(cart) || (offer.possible && (kind !== "pix" || takesPix));

  const finish = async (paid: Cart) => {
    setBusy(true);
    setFailure(null);
    try {
      onSold(await recordSale({ cart: paid, operatorId, cashSessionId }));
    } catch (error) {
      reportError(error);
      setFailure(error);
      setBusy(false);
      changeCart((current) =>
        current.id === paid.id ? { ...current, payments: paid.payments, pix: paid.pix } : current,
      );
    }
  };
  const take = () => {
    const now = performance.now();
    if (busy || !possible || now - takenAt.current < oneTap) return;
    takenAt.current = now;
    if (isPaid(cart)) return void finish(cart);
    const paid = withPayment(cart, paymentOf(cart, kind, offer.amount));
    setEntry(noAmount);
    // What ends the sale goes with it, in one transaction; the cart would only be written to be removed.
    if (isPaid(paid)) return void finish(paid);
    changeCart((current) => ({ ...current, payments: paid.payments, pix: paid.pix }));
  };
  return {
    kind,
    setKind: (next) => {
      setKind(next);
      setEntry(noAmount);
    },
    entry,
    press: (key) => setEntry((before) => typeAmount(before, key)),
    enter: (amount) => setEntry({ digits: String(amount), fraction: null }),
    offer,
    possible,
    take,
    tap: () => {
      if (performance.now() - shownAt.current >= oneTap) take();
    },
    busy,
    failure,
  };
}

function paymentOf(cart: Cart, kind: PaymentKind, amount: Cents): CartPayment {
  const id = kind === "pix" && cart.pix?.amount === amount ? cart.pix.id : uuidv7();
  return { id, kind, amount, reference: kind === "pix" ? pixTransactionId(id) : null };
}
