import type { Thousandths } from "@balcao/shared/kernel/money";
import { useCallback, useSyncExternalStore } from "react";
import { useNow } from "../../kernel/use-now.ts";
import { type CurrentPrice, currentPrice } from "./current-price.ts";
import { offerBoard } from "./offer-board.ts";

export interface ProductOffer {
  /** Null when the product has no price and cannot be sold. */
  readonly price: CurrentPrice | null;
  /** Null when nothing is known of its stock. */
  readonly level: Thousandths | null;
}

/** The price and level of a product in sight, kept up to date; undefined until they are read. */
export function useOffer(id: string): ProductOffer | undefined {
  const now = useNow();
  const subscribe = useCallback((listener: () => void) => offerBoard.subscribe(id, listener), [id]);
  const offer = useSyncExternalStore(subscribe, () => offerBoard.get(id));
  if (offer === undefined) return undefined;
  return { price: currentPrice(offer, now), level: offer.level?.quantity ?? null };
}
