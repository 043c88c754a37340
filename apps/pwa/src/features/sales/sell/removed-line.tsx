import { useSyncExternalStore } from "react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Button } from "../../../ui/button.tsx";
import { restoreLine } from "../cart/cart.ts";
import { changeCart } from "../cart/cart-store.ts";
import { type Removed, saleDesk, withdraw } from "./desk.ts";
import { messages } from "./messages.ts";

/** Says which line of a cart was taken out, and offers for a while to put it back where it stood. It takes room and hides nothing. */
export function RemovedLine({ cartId }: { readonly cartId: string }) {
  const texts = useMessages(messages);
  const { removed } = useSyncExternalStore(saleDesk.subscribe, saleDesk.get);
  const last = removed.findLast((one) => one.cartId === cartId);
  return (
    <div role="status" className="empty:absolute">
      {last === undefined ? null : (
        <div className="-my-2 flex items-center gap-2">
          <p className="line-clamp-2 min-w-0 grow text-sm">{texts.removed(last.line.name)}</p>
          <Button variant="quiet" className="-mr-2" onClick={() => putBack(last)}>
            {texts.undo}
          </Button>
        </div>
      )}
    </div>
  );
}

function putBack(removed: Removed): void {
  changeCart((cart) => (cart.id === removed.cartId ? restoreLine(cart, removed.line, removed.position) : cart));
  withdraw(removed);
}
