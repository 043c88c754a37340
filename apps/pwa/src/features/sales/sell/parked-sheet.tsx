import { Layers } from "lucide-react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useNow } from "../../../kernel/use-now.ts";
import { Amount } from "../../../ui/amount.tsx";
import { EmptyState } from "../../../ui/screen-state.tsx";
import { Sheet } from "../../../ui/sheet.tsx";
import { useOperatorName } from "../../identity/public.ts";
import { type Cart, countPieces, priceCart } from "../cart/cart.ts";
import { resumeCart } from "../cart/cart-store.ts";
import { useParkedCarts } from "../cart/use-cart.ts";
import { messages } from "./messages.ts";

export interface ParkedSheetProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly operatorId: string;
  readonly currency: string;
  /** The open cart has something in it, and will be parked in place of the one taken up. */
  readonly swaps: boolean;
}

/** The carts put aside on this tablet: by whom, how long ago, what is in them. A press takes one up. */
export function ParkedSheet({ open, onOpenChange, operatorId, currency, swaps }: ParkedSheetProps) {
  const texts = useMessages(messages);
  const carts = useParkedCarts() ?? [];
  const resume = async (id: string) => {
    await resumeCart(id, operatorId);
    onOpenChange(false);
  };
  return (
    <Sheet open={open} onOpenChange={onOpenChange} title={texts.parked} closeLabel={texts.close}>
      {carts.length === 0 ? (
        <EmptyState icon={Layers} title={texts.noParked}>
          {texts.noParkedText}
        </EmptyState>
      ) : (
        <div className="grid gap-3">
          {swaps ? <p className="text-sm text-muted">{texts.resumeSwaps}</p> : null}
          <ul className="grid gap-2">
            {carts.map((cart) => (
              <Parked key={cart.id} cart={cart} currency={currency} onResume={() => void resume(cart.id)} />
            ))}
          </ul>
        </div>
      )}
    </Sheet>
  );
}

function Parked({
  cart,
  currency,
  onResume,
}: {
  readonly cart: Cart;
  readonly currency: string;
  readonly onResume: () => void;
}) {
  const texts = useMessages(messages);
  const format = useFormat();
  const now = useNow();
  const operator = useOperatorName(cart.operatorId ?? "") ?? "";
  const pieces = countPieces(cart);
  return (
    <li>
      <button
        type="button"
        onClick={onResume}
        className="grid w-full grid-cols-[minmax(0,1fr)_auto] gap-x-4 rounded-surface border border-line bg-raised px-4 py-3 text-left hover:bg-hover active:bg-pressed"
      >
        <span className="truncate text-base font-medium">{cart.name ?? cart.customer?.name ?? texts.unnamed}</span>
        <Amount text={format.money(priceCart(cart).total, currency)} className="font-semibold" />
        <span className="truncate text-sm text-muted">{texts.parkedBy(format.age(cart.changedAt, now), operator)}</span>
        <span className="figures text-right text-sm text-muted">{texts.pieces(format.count(pieces), pieces)}</span>
        <span className="col-span-full mt-1 truncate text-sm text-muted">
          {cart.lines.map((line) => line.name).join(", ")}
        </span>
      </button>
    </li>
  );
}
