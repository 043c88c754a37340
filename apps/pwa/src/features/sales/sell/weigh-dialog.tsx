import { useSyncExternalStore } from "react";
import type { CartLine } from "../cart/cart.ts";
import { saleDesk, weighed, type WeighRequest } from "./desk.ts";
import { QuantityDialog } from "./quantity-dialog.tsx";
import { takeLine } from "./take.ts";

export interface WeighDialogProps {
  readonly currency: string;
  /** What was typed between the code and its question. */
  readonly takeTail: () => string;
}

/** Asks for the weight of what was picked or scanned without one, one product after the other. */
export function WeighDialog({ currency, takeTail }: WeighDialogProps) {
  const { toWeigh } = useSyncExternalStore(saleDesk.subscribe, saleDesk.get);
  const [request] = toWeigh;
  return (
    <QuantityDialog
      key={request?.id ?? "none"}
      of={request === undefined ? null : { ...request.product, unitPrice: request.price.amount, quantity: null }}
      currency={currency}
      takeTail={takeTail}
      onClose={() => {
        if (request !== undefined) weighed(request);
      }}
      onConfirm={(quantity) => {
        if (request === undefined) return;
        weighed(request);
        takeLine({ ...lineOf(request), quantity });
      }}
    />
  );
}

function lineOf({ id, product, price }: WeighRequest): Omit<CartLine, "quantity"> {
  const { id: productId, name, unit } = product;
  return {
    id,
    productId,
    name,
    unit,
    unitPrice: price.amount,
    priceId: price.priceId,
    labelAmount: null,
    discount: null,
  };
}
