import type { Thousandths } from "@balcao/shared/kernel/money";
import { ScanBarcode, Trash2 } from "lucide-react";
import { useState, useSyncExternalStore } from "react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/screen-state.tsx";
import { type Cart, type CartLine, priceCart, removeLine, setQuantity } from "../cart/cart.ts";
import { changeCart } from "../cart/cart-store.ts";
import { CartLineRow } from "./cart-line-row.tsx";
import { notify, saleDesk } from "./desk.ts";
import { messages } from "./messages.ts";
import { QuantityDialog } from "./quantity-dialog.tsx";
import { offerUndo } from "./undo.ts";

/** The lines of the open cart, in the order in which they came. */
export function CartLines({ cart, currency }: { readonly cart: Cart; readonly currency: string }) {
  const texts = useMessages(messages);
  const { latest } = useSyncExternalStore(saleDesk.subscribe, saleDesk.get);
  const [editedId, setEditedId] = useState<string | null>(null);
  const edited = cart.lines.find(({ id }) => id === editedId) ?? null;
  const remove = useRemove();
  const { lineTotals } = priceCart(cart);
  const close = () => setEditedId(null);
  if (cart.lines.length === 0) {
    return (
      <EmptyState icon={ScanBarcode} title={texts.emptyTitle}>
        {texts.emptyText}
      </EmptyState>
    );
  }
  return (
    <>
      <ul aria-label={texts.cart} className="@container">
        {cart.lines.map((line, position) => (
          <CartLineRow
            key={line.id}
            line={line}
            total={lineTotals[position] ?? line.unitPrice}
            currency={currency}
            touched={latest?.lineId === line.id ? latest.count : null}
            onQuantity={(quantity) => change(line, quantity)}
            onEdit={() => setEditedId(line.id)}
            onRemove={() => remove(line, position)}
          />
        ))}
      </ul>
      <QuantityDialog
        of={edited}
        currency={currency}
        onClose={close}
        onConfirm={(quantity) => {
          if (edited !== null) change(edited, quantity);
          close();
        }}
        actions={
          <Button
            size="large"
            icon={Trash2}
            className="text-negative"
            onClick={() => {
              if (edited !== null) remove(edited, cart.lines.indexOf(edited));
              close();
            }}
          >
            {texts.remove}
          </Button>
        }
      />
    </>
  );
}

function change(line: CartLine, quantity: Thousandths): void {
  changeCart((cart) => {
    const result = setQuantity(cart, line.id, quantity);
    if (result.ok) return result.value;
    notify({ kind: "refused", code: result.code, name: line.name });
    return cart;
  });
}

/** Takes a line out, and offers for a while to put it back. */
function useRemove(): (line: CartLine, position: number) => void {
  const texts = useMessages(messages);
  return (line, position) => {
    changeCart((cart) => removeLine(cart, line.id));
    offerUndo(line, position, { title: texts.removed(line.name), label: texts.undo });
  };
}
