import { useSyncExternalStore } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Amount } from "../../../ui/amount.tsx";
import { cents, sumCents } from "@balcao/shared/kernel/money";
import { type Cart, countPieces, priceCart } from "../cart/cart.ts";
import { CartHeader, type CartHeaderProps } from "./cart-header.tsx";
import { CartLines } from "./cart-lines.tsx";
import { saleDesk } from "./desk.ts";
import { messages } from "./messages.ts";
import { PayButton } from "./pay-button.tsx";
import { RemovedLine } from "./removed-line.tsx";

export interface CartPaneProps extends CartHeaderProps {
  readonly currency: string;
  readonly onPay: () => void;
}

/** The open cart: customer, lines, total, and the Pay button that never moves. */
export function CartPane({ currency, onPay, ...header }: CartPaneProps) {
  const texts = useMessages(messages);
  const { cart } = header;
  return (
    <section aria-label={texts.cart} className="flex h-full min-w-0 flex-col">
      <CartHeader {...header} />
      <div className="min-h-0 grow overflow-y-auto overscroll-contain">
        <CartLines cart={cart} currency={currency} />
      </div>
      <footer className="grid gap-3 border-t border-line p-4">
        <RemovedLine cartId={cart.id} />
        <CartTotal cart={cart} currency={currency} />
        <PayButton disabled={cart.lines.length === 0} onPay={onPay} />
      </footer>
    </section>
  );
}

/** How many things, and what they cost. Reads aloud what was added last. */
export function CartTotal({ cart, currency }: { readonly cart: Cart; readonly currency: string }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { latest } = useSyncExternalStore(saleDesk.subscribe, saleDesk.get);
  const priced = priceCart(cart);
  const total = format.money(priced.total, currency);
  const off = cents(priced.gross - priced.total);
  const pieces = countPieces(cart);
  const received = sumCents(cart.payments.map(({ amount }) => amount));
  const touched = cart.lines.find(({ id }) => id === latest?.lineId);
  return (
    <div className="flex items-end justify-between gap-4">
      <p className="pb-1 text-base text-muted">
        <span className="figures block">{texts.pieces(format.count(pieces), pieces)}</span>
        {off === 0 ? null : (
          <span className="figures block text-sm text-positive">{texts.off(format.money(off, currency))}</span>
        )}
        {received === 0 ? null : (
          <span className="figures block text-sm">{texts.received(format.money(received, currency))}</span>
        )}
      </p>
      <p className="text-right">
        <span className="unseen">{texts.total}</span>
        <Amount size="total" text={total} />
      </p>
      <p role="status" className="unseen">
        {touched === undefined
          ? `${texts.total} ${total}`
          : texts.added(touched.name, format.quantity(touched.quantity, touched.unit), total)}
      </p>
    </div>
  );
}
