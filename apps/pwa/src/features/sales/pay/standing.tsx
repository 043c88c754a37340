import { X } from "lucide-react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Banner } from "../../../ui/banner.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { cents } from "@balcao/shared/kernel/money";
import { type Cart, lineCost, priceCart, saleDiscountOf } from "../cart/cart.ts";
import { changeCart } from "../cart/cart-store.ts";
import { messages } from "./messages.ts";
import { settlementOf, withoutPayment } from "./pay-state.ts";

/** Where the money stands: total, what is due, and what has been received. */
export function Standing({
  cart,
  currency,
  busy,
}: {
  readonly cart: Cart;
  readonly currency: string;
  readonly busy: boolean;
}) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { total } = priceCart(cart);
  const { remaining, overpaid, paid } = settlementOf(cart);
  const partly = paid > 0;
  return (
    <>
      <div className="flex items-end justify-between gap-4 lg:block">
        <p>
          <span className="block text-base text-muted">{partly ? texts.remaining : texts.total}</span>
          <Amount
            live
            size="total"
            text={format.money(partly ? remaining : total, currency)}
            className="lg:text-[clamp(2.5rem,4.4vw,4rem)]"
          />
        </p>
        {partly ? (
          <p className="pb-1 text-right text-base text-muted lg:pt-2 lg:text-left">
            {texts.total} <Amount text={format.money(total, currency)} />
          </p>
        ) : null}
      </div>
      {overpaid === 0 ? null : <Banner tone="negative" title={texts.overpaid(format.money(overpaid, currency))} />}
      {partly ? <Payments cart={cart} currency={currency} busy={busy} /> : null}
      <Bought cart={cart} currency={currency} />
    </>
  );
}

function Payments({
  cart,
  currency,
  busy,
}: {
  readonly cart: Cart;
  readonly currency: string;
  readonly busy: boolean;
}) {
  const texts = useMessages(messages);
  const format = useFormat();
  return (
    <div>
      <h2 className="text-sm font-medium text-muted">{texts.payments}</h2>
      <ul>
        {cart.payments.map(({ id, kind, amount }) => (
          <li key={id} className="flex min-h-12 items-center gap-2 border-b border-line">
            <span className="grow text-base">{texts[kind]}</span>
            <Amount text={format.money(amount, currency)} className="font-medium" />
            <IconButton
              icon={X}
              disabled={busy}
              label={texts.removePayment(texts[kind], format.money(amount, currency))}
              onClick={() => changeCart((current) => withoutPayment(current, id))}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is being paid for, where there is room to show it. */
function Bought({ cart, currency }: { readonly cart: Cart; readonly currency: string }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const priced = priceCart(cart);
  const off = saleDiscountOf(priced);
  return (
    <div className="mt-2 hidden lg:block">
      <h2 className="text-sm font-medium text-muted">{texts.bought}</h2>
      <ul>
        {cart.lines.map((line, position) => (
          <li key={line.id} className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 border-b border-line py-2">
            <span className="truncate text-base">{line.name}</span>
            <Amount text={format.money(lineCost(priced, position), currency)} />
            <span className="figures text-sm text-muted">{format.quantity(line.quantity, line.unit)}</span>
          </li>
        ))}
        {off === 0 ? null : (
          <li className="flex justify-between gap-4 border-b border-line py-2 text-base text-positive">
            <span>{texts.saleDiscount}</span>
            <span className="figures">{format.money(cents(-off), currency)}</span>
          </li>
        )}
      </ul>
    </div>
  );
}
