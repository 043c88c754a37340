import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Button } from "../../../ui/button.tsx";
import { Status } from "../../../ui/status.tsx";
import { useOffer } from "../../catalog/public.ts";
import { type CartLine, setPrice } from "../cart/cart.ts";
import { changeCart } from "../cart/cart-store.ts";
import { messages } from "./messages.ts";

/** Says that a product costs something else than when its line came. The line keeps its price until somebody changes it. */
export function PriceMoved({ line, currency }: { readonly line: CartLine; readonly currency: string }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const price = useOffer(line.productId)?.price ?? null;
  if (price === null || price.amount === line.unitPrice) return null;
  return (
    <div className="flex items-center justify-between gap-3 pb-1">
      <Status tone="waiting">{texts.priceMoved(format.money(price.amount, currency))}</Status>
      <Button size="small" onClick={() => changeCart((cart) => setPrice(cart, line.id, price))}>
        {texts.usePrice}
      </Button>
    </div>
  );
}
