/** What other slices may use of stock. */
export { moveStock } from "./move-stock.ts";
