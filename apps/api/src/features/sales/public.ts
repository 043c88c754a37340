/** What other slices may use of sales. */
export { readSalesAhead } from "./read-sales-ahead.ts";
