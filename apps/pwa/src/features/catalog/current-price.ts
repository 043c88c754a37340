import { effectivePrice } from "@balcao/shared/catalog/effective-price";
import type { Cents } from "@balcao/shared/kernel/money";
import { type Offer, readOffers } from "./local.ts";

/** What a product costs here and now. */
export interface CurrentPrice {
  readonly amount: Cents;
  /** Which version of the price this is. */
  readonly priceId: string;
  /** What it costs outside of an offer, when this is one. */
  readonly regular: Cents | null;
}

/** The price in force at `now` (milliseconds since 1970), or null: then the product cannot be sold. */
export function currentPrice({ storePrices, chainPrices }: Offer, now: number): CurrentPrice | null {
  const found = effectivePrice(storePrices?.periods, chainPrices?.periods, now);
  if (found === null) return null;
  const { amount, regular, priceId } = found.period;
  return { amount, priceId, regular };
}

/** The price of one product at `now`. */
export async function readPrice(productId: string, now: number): Promise<CurrentPrice | null> {
  const [offer] = await readOffers([productId]);
  return offer === undefined ? null : currentPrice(offer, now);
}
