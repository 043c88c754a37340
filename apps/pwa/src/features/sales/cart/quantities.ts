import { type Thousandths, thousandths } from "@balcao/shared/kernel/money";
import type { Cart } from "./cart.ts";

/** How much of each product is in a cart, over all of its lines. */
export function quantitiesIn(cart: Cart): ReadonlyMap<string, Thousandths> {
  const sums = new Map<string, Thousandths>();
  for (const { productId, quantity } of cart.lines)
    sums.set(productId, thousandths((sums.get(productId) ?? 0) + quantity));
  return sums;
}
