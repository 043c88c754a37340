import { schemaHash } from "./schema-hash.ts";

/** The kind of scope that a synced table lives in. A session holds one scope of each kind at most. */
export type ScopeKind = "organization" | "store" | "user";

export interface SyncedTable {
  readonly scope: ScopeKind;
  /** Columns of a row on the wire and on the device, `id` first. Order is part of the schema. */
  readonly columns: readonly string[];
}

/**
 * The tables a device may hold. The name is the same in the change feed, on the wire and in the local database.
 * Row types stand beside their slice (`rows.ts`). Changing this changes the schema version: devices fetch a new
 * snapshot and keep their outbox.
 */
export const syncedTables = {
  store: {
    scope: "store",
    columns: ["id", "code", "name", "city", "timeZone", "currency", "pixKey", "pixMerchantName", "scaleBarcode"],
  },
  operator: { scope: "store", columns: ["id", "name", "role", "pinHash"] },
  category: { scope: "organization", columns: ["id", "name"] },
  brand: { scope: "organization", columns: ["id", "name"] },
  product: {
    scope: "organization",
    columns: ["id", "sku", "name", "brandId", "categoryId", "unit", "status", "barcodes", "popularity"],
  },
  list_price: { scope: "organization", columns: ["id", "periods"] },
  store_price: { scope: "store", columns: ["id", "periods"] },
  customer: { scope: "organization", columns: ["id", "kind", "name", "documentHint", "segment"] },
  stock_level: { scope: "store", columns: ["id", "quantity", "updatedAt"] },
  cash_session: {
    scope: "store",
    columns: [
      "id",
      "deviceId",
      "operatorId",
      "status",
      "openedAt",
      "openingFloat",
      "closedAt",
      "countedCash",
      "expectedCash",
    ],
  },
  sale: {
    scope: "store",
    columns: [
      "id",
      "receiptNumber",
      "deviceId",
      "operatorId",
      "cashSessionId",
      "customerId",
      "soldAt",
      "total",
      "change",
      "lines",
      "payments",
      "approval",
      "exceptions",
    ],
  },
} as const satisfies Record<string, SyncedTable>;

export type SyncedTableName = keyof typeof syncedTables;

/** Table names in the order a device loads them: what the counter needs to sell comes first. */
export const syncedTableNames = Object.keys(syncedTables) as SyncedTableName[];

/** Identifies the shape of the synced tables. A device with another value is told `snapshot-required`. */
export const schemaVersion: string = schemaHash(syncedTables);

/** Tables of which a large chain has as many rows as products. */
const large: ReadonlySet<string> = new Set(["product", "list_price", "store_price", "stock_level"]);

/** The synced tables as a device keeps them: of large ones many rows to a record. That is no part of the schema. */
export const deviceTables: Readonly<Record<string, SyncedTable & { readonly packed: boolean }>> = Object.fromEntries(
  Object.entries(syncedTables).map(([name, table]) => [name, { ...table, packed: large.has(name) }]),
);
