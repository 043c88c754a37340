/** Every table, for Drizzle's queries and for drizzle-kit. */
export * from "./cash-sessions/cash-session.table.ts";
export * from "./catalog/catalog.table.ts";
export * from "./customers/customer.table.ts";
export * from "./identity/auth.table.ts";
export * from "./identity/device.table.ts";
export * from "./identity/operator.table.ts";
export * from "./operations/audit-entry.table.ts";
export * from "./sales/sale.table.ts";
export * from "./stock/stock.table.ts";
export * from "./stores/store.table.ts";
export * from "./sync/chain.table.ts";
export * from "./sync/sync.table.ts";
