import { onOffersChanged, type Offer, readOffers } from "./local.ts";

type Listener = () => void;

const listeners = new Map<string, Set<Listener>>();
const offers = new Map<string, Offer>();
/** Products in sight whose offer has to be read. */
const wanted = new Set<string>();
let scheduled = false;
let following = false;

/**
 * Prices and levels of whatever is in sight, read together: a screen of forty tiles asks once, and afterwards only for
 * those that changed. For useSyncExternalStore, one product at a time.
 */
export const offerBoard = {
  get: (id: string): Offer | undefined => offers.get(id),
  subscribe: (id: string, listener: Listener): (() => void) => {
    follow();
    const ofProduct = listeners.get(id) ?? new Set();
    listeners.set(id, ofProduct.add(listener));
    if (ofProduct.size === 1) readSoon([id]);
    return () => {
      ofProduct.delete(listener);
      if (ofProduct.size > 0 || listeners.get(id) !== ofProduct) return;
      // What nobody looks at is not kept up to date, so it is not kept.
      listeners.delete(id);
      offers.delete(id);
    };
  },
};

function follow(): void {
  if (following) return;
  following = true;
  onOffersChanged((ids) => readSoon(ids === "all" ? listeners.keys() : ids));
}

/** Reads in the next task, together with everything else that came into sight or changed in this one. */
function readSoon(ids: Iterable<string>): void {
  for (const id of ids) if (listeners.has(id)) wanted.add(id);
  if (scheduled || wanted.size === 0) return;
  scheduled = true;
  setTimeout(() => void read().catch(reportError));
}

async function read(): Promise<void> {
  scheduled = false;
  const ids = [...wanted];
  wanted.clear();
  const found = await readOffers(ids);
  ids.forEach((id, position) => {
    const offer = found[position];
    const ofProduct = listeners.get(id);
    if (offer === undefined || ofProduct === undefined) return;
    offers.set(id, offer);
    for (const listener of ofProduct) listener();
  });
}
