import type { BrandRow, CategoryRow } from "@balcao/shared/catalog/rows";
import type { CashSessionRow } from "@balcao/shared/cash-sessions/rows";
import type { CustomerRow } from "@balcao/shared/customers/rows";
import type { OperatorRow } from "@balcao/shared/identity/rows";
import type { SaleRow } from "@balcao/shared/sales/rows";
import type { StoreRow } from "@balcao/shared/stores/rows";
import { deviceTables, type SyncedTableName } from "@balcao/shared/sync/tables";
import { openLocalDatabase } from "@balcao/sync/client/adapters/dexie-store";
import { engineTables, type OutboxEntry, type PendingOp } from "@balcao/sync/client/local-schema";
import type { Table } from "dexie";
import { rowChanges } from "./row-changes.ts";
import { noteDatabaseClosed } from "./storage-watch.ts";

/** Primary key and indexes of each synced table, in Dexie's notation. Few: every index is paid for by each row written. */
const syncedIndexes: Record<SyncedTableName, string> = {
  store: "id",
  operator: "id",
  category: "id",
  brand: "id",
  product: "id, *barcodes",
  list_price: "id",
  store_price: "id",
  customer: "id",
  stock_level: "id",
  cash_session: "id, status",
  sale: "id, soldAt, cashSessionId",
};

/** Tables of the app itself: they never leave the device. */
const ownTables = {
  /** Carts: the open one and the parked ones. */
  cart: "id, status",
  /** Wrong PINs per operator, so that a reload does not forgive a guesser. */
  pin_guard: "operatorId",
  /** Settings of this tablet, by name. */
  setting: "key",
  /** Rescue files of other tablets that are passed on from here. */
  passed_file: "id, state",
} as const;

const packedNames = new Set(Object.entries(deviceTables).flatMap(([name, { packed }]) => (packed ? [name] : [])));

/**
 * The device's database. Raise the version when an index or table changes: the rows themselves follow the synced schema,
 * and the engine fetches them anew when that changes.
 */
export const database = openLocalDatabase("balcao", 4, { ...syncedIndexes, ...engineTables, ...ownTables });
database.use(rowChanges(new Set([...packedNames, "brand", "customer", "cart"]), packedNames));

// Not by us: it was cleared, or cannot be read any more.
database.on("close", noteDatabaseClosed);

/**
 * The synced tables that are not packed (packed-rows.ts reads those), with their row types. Read only: the engine writes
 * them.
 */
export const synced = {
  store: database.table("store") as Table<StoreRow, string>,
  operator: database.table("operator") as Table<OperatorRow, string>,
  category: database.table("category") as Table<CategoryRow, string>,
  brand: database.table("brand") as Table<BrandRow, string>,
  customer: database.table("customer") as Table<CustomerRow, string>,
  cashSession: database.table("cash_session") as Table<CashSessionRow, string>,
  sale: database.table("sale") as Table<SaleRow, string>,
} as const;

/** The engine's tables, for showing people where their commands stand. */
export const engineData = {
  outbox: database.table("outbox") as Table<OutboxEntry, string>,
  pending: database.table("pending") as Table<PendingOp, [number, number]>,
  meta: database.table("meta") as Table<{ readonly key: string; readonly value: unknown }, string>,
} as const;
