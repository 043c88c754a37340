import { cents } from "@balcao/shared/kernel/money";
import { grossOf } from "@balcao/shared/sales/discount";
import { useSyncExternalStore } from "react";
import { type Cart, priceCart, setDiscount } from "../cart/cart.ts";
import { discounted, saleDesk } from "./desk.ts";
import { changeCart } from "../cart/cart-store.ts";
import { useDiscounting } from "./discounting.ts";
import type { Approvals } from "./use-approval.tsx";

export interface DiscountsProps {
  readonly cart: Cart;
  readonly currency: string;
  readonly changeAnd: Approvals["changeAnd"];
}

/** Asks how much to take off, while somebody wants to. */
export function Discounts({ cart, currency, changeAnd }: DiscountsProps) {
  const { discounting } = useSyncExternalStore(saleDesk.subscribe, saleDesk.get);
  const parts = useDiscounting(discounting !== null);
  if (discounting === null || parts === null) return null;
  const { lineId } = discounting;
  const { lines } = priceCart(cart);
  const position = cart.lines.findIndex(({ id }) => id === lineId);
  const line = cart.lines[position];
  const priced = lines[position];
  if (lineId !== null && (line === undefined || priced === undefined)) return null;
  // The sale's discount is taken of what the lines' own have left.
  const gross =
    priced === undefined ? cents(lines.reduce((sum, one) => sum + one.total + one.saleDiscount, 0)) : grossOf(priced);
  return (
    <parts.DiscountDialog
      name={line?.name ?? null}
      gross={gross}
      discount={(line ?? cart).discount}
      currency={currency}
      onClose={discounted}
      onConfirm={(discount) => {
        discounted();
        // Giving a discount back is everybody's to do, whatever else is taken off; Pay asks about the rest.
        if (discount === null) return changeCart((current) => setDiscount(current, lineId, null));
        changeAnd(
          (current) => setDiscount(current, lineId, discount),
          () => undefined,
        );
      }}
    />
  );
}
