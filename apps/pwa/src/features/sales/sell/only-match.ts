import type { IndexedProduct, SearchResult } from "../../catalog/public.ts";

/** The one product that a text can mean. Null for several, and for one that was found by taking slips back: it is a guess. */
export function onlyMatch({ total, products, meant }: SearchResult): IndexedProduct | null {
  if (total !== 1 || meant !== null) return null;
  return products[0] ?? null;
}
