import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { id, instant, organizationId, quantity } from "../kernel/columns.ts";

export type MovementCause = "opening" | "sale" | "adjustment";

/** The ledger: one signed quantity, never changed. A trigger keeps `stock_level` (migrations/*_change_feed.sql). */
export const stockMovement = pgTable(
  "stock_movement",
  {
    id: id(),
    organizationId: organizationId(),
    storeId: uuid("store_id").notNull(),
    productId: uuid("product_id").notNull(),
    quantity: quantity("quantity").notNull(),
    cause: text("cause").$type<MovementCause>().notNull(),
    /** The sale line, count or transfer that caused it. */
    referenceId: uuid("reference_id"),
    reason: text("reason"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [index("stock_movement_product").on(table.storeId, table.productId, table.createdAt)],
);

/** The sum of movements. Only the trigger writes it. */
export const stockLevel = pgTable(
  "stock_level",
  {
    organizationId: organizationId(),
    storeId: uuid("store_id").notNull(),
    productId: uuid("product_id").notNull(),
    quantity: quantity("quantity").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.storeId, table.productId] })],
);
