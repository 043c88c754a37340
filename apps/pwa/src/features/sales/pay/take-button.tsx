import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Button } from "../../../ui/button.tsx";
import type { Cart } from "../cart/cart.ts";
import { isPaid } from "../record/build-sale.ts";
import { messages } from "./messages.ts";
import type { Payment } from "./use-payment.ts";

export interface TakeButtonProps {
  readonly cart: Cart;
  readonly payment: Payment;
  readonly currency: string;
}

/** The one button that takes money and finishes; its words say which of the two it does now. */
export function TakeButton({ cart, payment, currency }: TakeButtonProps) {
  const texts = useMessages(messages);
  const { possible, busy, tap } = payment;
  return (
    <Button variant="primary" size="large" wide className="text-xl" busy={busy} disabled={!possible} onClick={tap}>
      <Label settled={isPaid(cart)} payment={payment} currency={currency} />
      {busy ? <span className="unseen">{texts.recording}</span> : null}
    </Button>
  );
}

function Label({
  settled,
  payment,
  currency,
}: {
  readonly settled: boolean;
  readonly payment: Payment;
  readonly currency: string;
}) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { kind, offer } = payment;
  if (settled) return texts.finish;
  const amount = format.money(offer.amount, currency);
  if (kind === "cash") return offer.settles ? texts.finish : texts.receivePart(amount);
  if (kind === "card") return offer.settles ? texts.cardFinish : texts.cardPart(amount);
  return offer.settles ? texts.pixFinish : texts.pixPart(amount);
}
