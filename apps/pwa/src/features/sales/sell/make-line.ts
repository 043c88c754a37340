import type { ScaleReading } from "@balcao/shared/catalog/barcode";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { type Thousandths, thousandths } from "@balcao/shared/kernel/money";
import { quantityForAmount } from "@balcao/shared/sales/price-sale";
import type { CurrentPrice, IndexedProduct } from "../../catalog/public.ts";
import type { CartLine } from "../cart/cart.ts";

/** What one wants to sell, and how it was asked for. */
export interface Wanted {
  readonly product: IndexedProduct;
  /** Null when the product has no price here and now. */
  readonly price: CurrentPrice | null;
  /** What was typed before the code; null when nothing was. */
  readonly quantity: Thousandths | null;
  /** What a scale's label says; null without one. */
  readonly label: ScaleReading | null;
}

/** A line to add, or that somebody has to weigh first. */
export type MadeLine =
  | { readonly kind: "line"; readonly line: CartLine }
  | { readonly kind: "weigh"; readonly price: CurrentPrice };

const one = thousandths(1000);

/**
 * Makes the line of something wanted. What a scale's label says wins over what was typed; what is sold by the piece is
 * one unless said otherwise; the rest has to be weighed. Refuses SALE_NOT_PRICED, and LINE_OUT_OF_LIMITS when a label's
 * amount gives no quantity.
 */
export function makeLine({ product, price, quantity, label }: Wanted, id: string): Result<MadeLine> {
  if (price === null) return refuse("SALE_NOT_PRICED");
  const base = {
    id,
    productId: product.id,
    name: product.name,
    unit: product.unit,
    unitPrice: price.amount,
    priceId: price.priceId,
    discount: null,
  };
  if (label?.kind === "price") {
    const weighed = quantityForAmount(label.amount, price.amount);
    if (weighed === null) return refuse("LINE_OUT_OF_LIMITS", { amount: label.amount });
    return ok({ kind: "line", line: { ...base, quantity: weighed, labelAmount: label.amount } });
  }
  const amount = label?.quantity ?? quantity ?? (product.unit === "unit" ? one : null);
  if (amount === null) return ok({ kind: "weigh", price });
  return ok({ kind: "line", line: { ...base, quantity: amount, labelAmount: null } });
}
