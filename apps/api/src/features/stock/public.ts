/** What other slices may use of stock. */
export { lockStore, moveStock } from "./move-stock.ts";
