import { useLiveQuery } from "dexie-react-hooks";
import { useNow } from "../../kernel/use-now.ts";
import { currentPrice } from "./current-price.ts";
import { readOffers } from "./local.ts";
import type { ProductOffer } from "./use-offer.ts";

/** Prices and levels of a list of products, kept up to date; those not read yet are missing. */
export function useOffers(ids: readonly string[]): ReadonlyMap<string, ProductOffer> {
  const now = useNow();
  const read = useLiveQuery(async () => ({ ids, offers: await readOffers(ids) }), [ids.join()]);
  const offers = new Map<string, ProductOffer>();
  read?.offers.forEach((offer, position) => {
    const id = read.ids[position];
    if (id !== undefined) offers.set(id, { price: currentPrice(offer, now), level: offer.level?.quantity ?? null });
  });
  return offers;
}
