/** What other slices may use of stock. */
export { lockStore, moveStock, readLevelsAhead } from "./move-stock.ts";
