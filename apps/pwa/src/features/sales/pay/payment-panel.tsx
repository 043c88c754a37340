import type { StoreRow } from "@balcao/shared/stores/rows";
import { quickCash } from "@balcao/shared/sales/settle-payments";
import { useState } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Button } from "../../../ui/button.tsx";
import { Keypad } from "../../../ui/keypad.tsx";
import type { Cart } from "../cart/cart.ts";
import { messages } from "./messages.ts";
import { PixPanel } from "./pix-panel.tsx";
import { settlementOf } from "./pay-state.ts";
import type { Payment } from "./use-payment.ts";

export interface PaymentPanelProps {
  readonly cart: Cart;
  readonly payment: Payment;
  /** Null before the tablet knows its store. */
  readonly store: StoreRow | null;
  readonly currency: string;
}

/** What belongs to the chosen kind: notes and pad for cash, the pad for a card, the code for Pix. */
export function PaymentPanel(props: PaymentPanelProps) {
  const { kind } = props.payment;
  if (kind === "pix") return <PixPart {...props} />;
  return (
    <div className="grid gap-4">
      <AmountShown {...props} />
      {kind === "cash" ? <QuickNotes {...props} /> : null}
      <Pad payment={props.payment} />
    </div>
  );
}

function PixPart(props: PaymentPanelProps) {
  const texts = useMessages(messages);
  const [part, setPart] = useState(false);
  const { store, cart, payment, currency } = props;
  const toggle = <Button onClick={() => setPart(!part)}>{part ? texts.pixShowCode : texts.pixOtherAmount}</Button>;
  if (!part)
    return (
      <PixPanel
        cart={cart}
        amount={payment.offer.amount}
        possible={payment.offer.possible}
        store={store}
        currency={currency}
        action={toggle}
      />
    );
  return (
    <div className="grid gap-4">
      <AmountShown {...props} />
      <Pad payment={payment} />
      {toggle}
    </div>
  );
}

/** The amount being entered, and the change it would give. */
function AmountShown({ cart, payment, currency }: PaymentPanelProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { offer, kind } = payment;
  const money = (amount: typeof offer.amount) => format.money(amount, currency);
  return (
    <div className="grid gap-1">
      <div className="grid grid-cols-2 gap-4 rounded-surface border border-line bg-surface px-4 py-3">
        <p>
          <span className="block text-sm text-muted">{kind === "cash" ? texts.received : texts.charged}</span>
          <Amount live size="large" text={money(offer.amount)} className="text-2xl" />
        </p>
        {kind === "cash" ? (
          <p className="text-right">
            <span className="block text-sm text-muted">{texts.change}</span>
            <Amount
              live
              size="large"
              text={money(offer.change)}
              className={offer.change > 0 ? "text-2xl" : "text-2xl text-muted"}
            />
          </p>
        ) : (
          <p className="self-center text-sm text-muted">{kind === "card" ? texts.cardHint : null}</p>
        )}
      </div>
      {offer.tooMuch ? (
        <p role="alert" className="text-sm text-negative">
          {texts.tooMuch(money(settlementOf(cart).remaining))}
        </p>
      ) : null}
    </div>
  );
}

function QuickNotes({ cart, payment, currency }: PaymentPanelProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { remaining } = settlementOf(cart);
  return (
    <div
      role="group"
      aria-label={texts.quickNotes}
      className="grid grid-cols-[repeat(auto-fit,minmax(7rem,1fr))] gap-2"
    >
      {quickCash(remaining).map((amount) => (
        <Button
          key={amount}
          onMouseDown={keepFocus}
          onClick={() => payment.enter(amount)}
          aria-pressed={payment.offer.amount === amount}
          className="figures px-2 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent"
        >
          {amount === remaining ? texts.exact : format.money(amount, currency).replace(/[,.]00$/, "")}
        </Button>
      ))}
    </div>
  );
}

function Pad({ payment }: { readonly payment: Payment }) {
  const texts = useMessages(messages);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only keeps a mouse from moving the focus
    <div onMouseDown={keepFocus}>
      <Keypad
        label={texts.keypad}
        backspaceLabel={texts.backspace}
        onKey={payment.press}
        // As low as a key can be where a tablet has no more height: what pays must not hide its last row.
        className="sm:h-[clamp(15.5rem,100dvh-32rem,20rem)] sm:auto-rows-fr"
      />
    </div>
  );
}

/** A press with finger or mouse leaves the focus where it was, so that Enter goes on confirming. */
function keepFocus(event: { readonly preventDefault: () => void }): void {
  event.preventDefault();
}
