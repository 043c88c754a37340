export { useCatalog } from "./catalog-index.ts";
export { findByCode, type FoundCode } from "./find-by-code.ts";
export type { IndexedProduct, SearchResult } from "./search-index.ts";
export { useCategories } from "./use-categories.ts";
export { readPrice, useOffers, type CurrentPrice, type ProductOffer } from "./use-offers.ts";
