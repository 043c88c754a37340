export { catalogNow, useCatalog } from "./catalog-index.ts";
export { type CurrentPrice, readPrice } from "./current-price.ts";
export { findByCode, type FoundCode, likelyProduct } from "./find-by-code.ts";
export { useKnowledge } from "./knowledge.ts";
export type { IndexedProduct } from "./match.ts";
export type { SearchResult } from "./search-index.ts";
export { useCategories } from "./use-categories.ts";
export { type ProductOffer, useOffer } from "./use-offer.ts";
export { useOffers } from "./use-offers.ts";
