import { liveQuery, type Subscription } from "dexie";
import { type Offer, readOffers } from "./local.ts";

type Listener = () => void;

const listeners = new Map<string, Set<Listener>>();
const offers = new Map<string, Offer>();
let subscription: Subscription | undefined;
let scheduled = false;

/**
 * Prices and levels of whatever is in sight, read together: a screen of forty tiles asks once, and asks again when one of
 * its rows changes. For useSyncExternalStore, one product at a time.
 */
export const offerBoard = {
  get: (id: string): Offer | undefined => offers.get(id),
  subscribe: (id: string, listener: Listener): (() => void) => {
    const ofProduct = listeners.get(id) ?? new Set();
    listeners.set(id, ofProduct.add(listener));
    if (ofProduct.size === 1) askSoon();
    return () => {
      ofProduct.delete(listener);
      if (ofProduct.size === 0 && listeners.get(id) === ofProduct) listeners.delete(id);
    };
  },
};

/** Asks in the next task, for everything that came into sight in this one. */
function askSoon(): void {
  if (scheduled) return;
  scheduled = true;
  setTimeout(ask);
}

function ask(): void {
  scheduled = false;
  subscription?.unsubscribe();
  const ids = [...listeners.keys()];
  // What nobody looks at is not kept up to date, so it is not kept.
  for (const id of offers.keys()) if (!listeners.has(id)) offers.delete(id);
  subscription = liveQuery(() => readOffers(ids)).subscribe({
    next: (read) => read.forEach((offer, position) => show(ids[position], offer)),
    error: (error: unknown) => reportError(error),
  });
}

function show(id: string | undefined, offer: Offer): void {
  if (id === undefined || JSON.stringify(offer) === JSON.stringify(offers.get(id))) return;
  offers.set(id, offer);
  for (const listener of listeners.get(id) ?? []) listener();
}
