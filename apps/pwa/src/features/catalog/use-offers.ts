import { effectivePrice } from "@balcao/shared/catalog/effective-price";
import type { Cents, Thousandths } from "@balcao/shared/kernel/money";
import { useLiveQuery } from "dexie-react-hooks";
import { useNow } from "../../kernel/use-now.ts";
import { type Offer, readOffers } from "./local.ts";

/** What a product costs here and now. */
export interface CurrentPrice {
  readonly amount: Cents;
  readonly priceId: string;
  /** What it costs outside of an offer, when this is one. */
  readonly regular: Cents | null;
}

export interface ProductOffer {
  /** Null when the product has no price and cannot be sold. */
  readonly price: CurrentPrice | null;
  /** Null when nothing is known of its stock. */
  readonly level: Thousandths | null;
}

/** The price in force at `now` (milliseconds since 1970). */
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

/** Prices and levels of the products in sight, kept up to date; undefined where they are not read yet. */
export function useOffers(ids: readonly string[]): ReadonlyMap<string, ProductOffer> {
  const now = useNow();
  const asked = ids.join();
  const read = useLiveQuery(async () => ({ ids, offers: await readOffers(ids) }), [asked]);
  const offers = new Map<string, ProductOffer>();
  read?.offers.forEach((offer, position) => {
    const id = read.ids[position];
    if (id !== undefined) offers.set(id, { price: currentPrice(offer, now), level: offer.level?.quantity ?? null });
  });
  return offers;
}
