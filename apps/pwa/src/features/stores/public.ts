/** What other slices may use of the stores. */
export { type Store, storesQuery } from "./store-query.ts";
