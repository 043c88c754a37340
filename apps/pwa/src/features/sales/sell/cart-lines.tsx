import { cents, type Thousandths } from "@balcao/shared/kernel/money";
import { Percent, ScanBarcode, Trash2 } from "lucide-react";
import { useCallback, useState, useSyncExternalStore } from "react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { EmptyState } from "../../../ui/screen-state.tsx";
import { type Cart, type CartLine, lineCost, priceCart, removeLine, setQuantity } from "../cart/cart.ts";
import { changeCart } from "../cart/cart-store.ts";
import { CartLineRow } from "./cart-line-row.tsx";
import { askForDiscount, notify, offerBack, saleDesk } from "./desk.ts";
import { messages } from "./messages.ts";
import { QuantityDialog } from "./quantity-dialog.tsx";
import { useLatest } from "./use-latest.ts";

const none = cents(0);

/** The lines of the open cart, in the order in which they came. */
export function CartLines({ cart, currency }: { readonly cart: Cart; readonly currency: string }) {
  const texts = useMessages(messages);
  const { latest } = useSyncExternalStore(saleDesk.subscribe, saleDesk.get);
  const [editedId, setEditedId] = useState<string | null>(null);
  const edited = cart.lines.find(({ id }) => id === editedId) ?? null;
  const edit = useCallback(({ id }: CartLine) => setEditedId(id), []);
  const remove = useLatest((line: CartLine) => {
    changeCart((before) => removeLine(before, line.id));
    offerBack({ cartId: cart.id, line, position: cart.lines.indexOf(line) });
  });
  const priced = priceCart(cart);
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
            total={lineCost(priced, position)}
            off={priced.lines[position]?.discount ?? none}
            currency={currency}
            touched={latest?.lineId === line.id ? latest.count : null}
            onQuantity={change}
            onEdit={edit}
            onRemove={remove}
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
          <>
            <IconButton
              icon={Trash2}
              label={texts.remove}
              className="self-center text-negative"
              onClick={() => {
                if (edited !== null) remove(edited);
                close();
              }}
            />
            <Button
              size="large"
              icon={Percent}
              onClick={() => {
                close();
                if (edited !== null) askForDiscount(edited.id);
              }}
            >
              {texts.discount}
            </Button>
          </>
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
