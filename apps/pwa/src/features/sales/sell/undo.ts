import { useEffect } from "react";
import { showToast } from "../../../ui/toast.tsx";
import { type CartLine, restoreLine } from "../cart/cart.ts";
import { cartState, changeCart } from "../cart/cart-store.ts";

/** What takes the offers back, with the cart that each is about. */
let offers: readonly { readonly cartId: string; readonly close: () => void }[] = [];

/** Says that a line of the open cart was taken out, and offers for a while to put it back where it stood. */
export function offerUndo(line: CartLine, position: number, texts: { readonly title: string; readonly label: string }) {
  const cartId = cartState().cart.id;
  const onSelect = () => changeCart((cart) => (cart.id === cartId ? restoreLine(cart, line, position) : cart));
  offers = [...offers, { cartId, close: showToast({ title: texts.title, action: { label: texts.label, onSelect } }) }];
}

/** Takes the offers back with the cart they are about, or when the sale goes on to be paid: there they would hide the money. */
export function useUndoOf(cartId: string): void {
  useEffect(() => () => withdraw(cartId), [cartId]);
}

function withdraw(cartId: string): void {
  for (const offer of offers) if (offer.cartId === cartId) offer.close();
  offers = offers.filter((offer) => offer.cartId !== cartId);
}
