import { sumCents } from "@balcao/shared/kernel/money";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { ConfirmDialog } from "../../../ui/confirm-dialog.tsx";
import { type Cart, countPieces } from "../cart/cart.ts";
import { discardCart } from "../cart/cart-store.ts";
import { messages } from "./messages.ts";

export interface DiscardDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly cart: Cart;
  readonly currency: string;
}

/** Asks before the open cart is thrown away; money already taken is named. */
export function DiscardDialog({ open, onOpenChange, cart, currency }: DiscardDialogProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const pieces = countPieces(cart);
  const received = sumCents(cart.payments.map(({ amount }) => amount));
  const text = texts.discardText(texts.pieces(format.count(pieces), pieces));
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={texts.discardTitle}
      description={received === 0 ? text : `${text} ${texts.discardPaid(format.money(received, currency))}`}
      confirmLabel={texts.discard}
      cancelLabel={texts.cancel}
      danger
      onConfirm={() => {
        discardCart().catch(reportError);
        onOpenChange(false);
      }}
    />
  );
}
