import { ChevronUp } from "lucide-react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Sheet } from "../../../ui/sheet.tsx";
import { countPieces, priceCart } from "../cart/cart.ts";
import { CartHeader, type CartHeaderProps } from "./cart-header.tsx";
import { CartLines } from "./cart-lines.tsx";
import { CartTotal } from "./cart-pane.tsx";
import { messages } from "./messages.ts";
import { PayButton } from "./pay-button.tsx";
import { RemovedLine } from "./removed-line.tsx";

export interface CartBarProps extends CartHeaderProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly currency: string;
  readonly onPay: () => void;
}

/** The cart where there is no room beside the products: total and Pay at the thumb, the lines in a sheet. */
export function CartBar({ open, onOpenChange, currency, onPay, ...header }: CartBarProps) {
  const texts = useMessages(messages);
  const { cart } = header;
  return (
    <div className="border-t border-line bg-surface lg:hidden">
      <div className="flex items-center gap-3 p-3 sm:px-4">
        <OpenButton {...{ cart, currency }} onOpen={() => onOpenChange(true)} />
        <div className="w-2/5 shrink-0">
          <PayButton disabled={cart.lines.length === 0} onPay={onPay} />
        </div>
      </div>
      <Sheet
        open={open}
        onOpenChange={onOpenChange}
        side="bottom"
        title={texts.cart}
        closeLabel={texts.closeCart}
        footer={
          <div className="grid gap-3">
            <RemovedLine cartId={cart.id} />
            <CartTotal cart={cart} currency={currency} />
            <PayButton disabled={cart.lines.length === 0} onPay={onPay} />
          </div>
        }
      >
        <div className="-mx-4 border-t border-line">
          <CartHeader {...header} />
          <CartLines cart={cart} currency={currency} />
        </div>
      </Sheet>
    </div>
  );
}

function OpenButton({
  cart,
  currency,
  onOpen,
}: Pick<CartBarProps, "cart" | "currency"> & { readonly onOpen: () => void }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const pieces = countPieces(cart);
  const total = format.money(priceCart(cart).total, currency);
  return (
    <button
      type="button"
      onClick={onOpen}
      className="flex min-h-16 min-w-0 grow items-center justify-between gap-2 rounded-control border border-edge bg-raised px-3 text-left hover:bg-hover active:bg-pressed"
    >
      <span className="min-w-0">
        <span className="figures block truncate text-sm text-muted">{texts.pieces(format.count(pieces), pieces)}</span>
        <span className="figures block truncate text-2xl leading-tight font-semibold">{total}</span>
      </span>
      <ChevronUp aria-hidden className="size-5 shrink-0 text-muted" />
      <span className="unseen">{texts.openCart}</span>
    </button>
  );
}
