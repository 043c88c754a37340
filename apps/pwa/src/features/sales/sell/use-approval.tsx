import { largestShare, mayDiscount, wholeShare } from "@balcao/shared/sales/discount";
import { type ReactNode, useState } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { type Operator, useApproving } from "../../identity/public.ts";
import { type Cart, needsApproval, priceCart, takenOff } from "../cart/cart.ts";
import { beep } from "../beep.ts";
import { cartState, changeCart } from "../cart/cart-store.ts";
import { useScanner } from "../scanner/use-scanner.ts";
import { discountMessages } from "./discount-messages.ts";

interface Asked {
  readonly cartId: string;
  readonly change: (cart: Cart) => Cart;
  readonly goOn: () => void;
}

export interface Approvals {
  /** Changes the open cart and goes on; when the operator may not do that alone, once somebody who may has approved. */
  readonly changeAnd: (change: (cart: Cart) => Cart, goOn: () => void) => void;
  /** The question, while there is one. */
  readonly dialog: ReactNode;
}

/** What a cart may only become when somebody approves. */
export function useApproval({ role }: Operator, currency: string): Approvals {
  const texts = useMessages(discountMessages);
  const format = useFormat();
  const [asked, setAsked] = useState<Asked | null>(null);
  const changeAnd = (change: Asked["change"], goOn: () => void) => {
    const { cart } = cartState();
    if (needsApproval(change(cart), role, new Date().toISOString())) return setAsked({ cartId: cart.id, change, goOn });
    changeCart(change);
    goOn();
  };
  const parts = useApproving(asked !== null);
  // Another tab may have sold the cart meanwhile: what was asked is not asked of the next.
  if (asked === null || parts === null || asked.cartId !== cartState().cart.id) return { changeAnd, dialog: null };
  const changed = asked.change(cartState().cart);
  const { lines } = priceCart(changed);
  const off = takenOff(changed);
  const upTo = largestShare(lines);
  return {
    changeAnd,
    dialog: (
      <>
        <NoScans />
        <parts.ApproveDialog
          open
          onOpenChange={() => setAsked(null)}
          what={texts.what(format.percent(upTo / wholeShare), format.money(off, currency))}
          reasons={[texts.damaged, texts.competitor, texts.loyal, texts.expiring]}
          may={(other) => mayDiscount(other, lines)}
          onApproved={(approval) => {
            setAsked(null);
            changeCart((cart) => ({ ...asked.change(cart), approval: { ...approval, upTo, off } }));
            asked.goOn();
          }}
        />
      </>
    ),
  };
}

/** A code that is scanned while a PIN is asked for goes nowhere; a PIN that is typed as fast is not shown as a code. */
function NoScans() {
  useScanner(beep);
  return null;
}
