import { Ellipsis, Layers, Pause, Percent, Trash2, UserRound } from "lucide-react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { type Cart, isEmpty } from "../cart/cart.ts";
import { useParkedCarts } from "../cart/use-cart.ts";
import { messages } from "./messages.ts";

export interface CartHeaderProps {
  readonly cart: Cart;
  readonly onCustomer: () => void;
  readonly onPark: () => void;
  readonly onParked: () => void;
  readonly onDiscard: () => void;
  readonly onDiscount: () => void;
}

/** Who buys, and what else can be done with the open cart. */
export function CartHeader({ cart, onCustomer, onPark, onParked, onDiscard, onDiscount }: CartHeaderProps) {
  const texts = useMessages(messages);
  const empty = isEmpty(cart);
  return (
    <header className="flex min-h-16 shrink-0 items-center gap-1 border-b border-line py-2 pr-2 pl-3">
      <button
        type="button"
        aria-label={cart.customer === null ? texts.walkIn : texts.customer(cart.customer.name)}
        aria-keyshortcuts="F7"
        onClick={onCustomer}
        className="flex min-h-12 min-w-0 grow items-center gap-2.5 rounded-control px-2 text-left hover:bg-hover active:bg-pressed"
      >
        <UserRound aria-hidden className="size-5 shrink-0 text-muted" />
        <span className={cart.customer === null ? "truncate text-base" : "truncate text-base font-medium"}>
          {cart.customer?.name ?? texts.walkIn}
        </span>
      </button>
      <ParkedButton onParked={onParked} />
      <Button
        variant="quiet"
        icon={Pause}
        aria-label={texts.park}
        aria-keyshortcuts="F8"
        disabled={empty}
        onClick={onPark}
        className="px-3"
      >
        {texts.parkShort}
      </Button>
      <Menu
        trigger={<IconButton icon={Ellipsis} label={texts.moreActions} />}
        groups={[
          [
            { label: texts.saleDiscount, icon: Percent, onSelect: onDiscount, disabled: cart.lines.length === 0 },
            { label: texts.park, icon: Pause, onSelect: onPark, disabled: empty },
            { label: texts.parked, icon: Layers, onSelect: onParked },
          ],
          [{ label: texts.discard, icon: Trash2, onSelect: onDiscard, danger: true, disabled: empty }],
        ]}
      />
    </header>
  );
}

/** The parked carts, in sight only while there are any. */
function ParkedButton({ onParked }: { readonly onParked: () => void }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const count = useParkedCarts()?.length ?? 0;
  if (count === 0) return null;
  return (
    <button
      type="button"
      aria-label={texts.parkedCount(format.count(count), count)}
      aria-keyshortcuts="F9"
      onClick={onParked}
      className="figures flex min-h-12 shrink-0 items-center gap-2 rounded-control px-3 text-base font-medium hover:bg-hover active:bg-pressed"
    >
      <Layers aria-hidden className="size-5" />
      {format.count(count)}
    </button>
  );
}
