import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { Unit } from "@balcao/shared/catalog/rows";
import { id, instant, money, organizationId } from "../kernel/columns.ts";

export const category = pgTable(
  "category",
  { id: id(), organizationId: organizationId(), name: text("name").notNull() },
  (table) => [uniqueIndex("category_name").on(table.organizationId, table.name)],
);

export const brand = pgTable(
  "brand",
  { id: id(), organizationId: organizationId(), name: text("name").notNull() },
  (table) => [uniqueIndex("brand_name").on(table.organizationId, table.name)],
);

export const product = pgTable(
  "product",
  {
    id: id(),
    organizationId: organizationId(),
    sku: text("sku").notNull(),
    name: text("name").notNull(),
    brandId: uuid("brand_id").references(() => brand.id),
    categoryId: uuid("category_id").references(() => category.id),
    unit: text("unit").$type<Unit>().notNull().default("unit"),
    status: text("status").$type<"active" | "inactive">().notNull().default("active"),
    popularity: integer("popularity").notNull().default(0),
    /** Name and SKU as they are searched (packages/shared/src/catalog/search-text.ts). PostgreSQL keeps it. */
    searchText: text("search_text")
      .notNull()
      .generatedAlwaysAs(sql`fold_text(name || ' ' || sku)`),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex("product_sku").on(table.organizationId, table.sku),
    index("product_name").on(table.organizationId, table.name),
  ],
);

/** A printed code. One code names one product in an organization, however many leading zeros it is printed with. */
export const barcode = pgTable(
  "barcode",
  {
    organizationId: organizationId(),
    code: text("code").notNull(),
    productId: uuid("product_id")
      .notNull()
      .references(() => product.id),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.code] }),
    uniqueIndex("barcode_key").on(table.organizationId, sql`barcode_key(code)`),
    index("barcode_product").on(table.productId),
  ],
);

/** The chain's own prices (`storeId` null), or one store's, which win over the chain's. */
export const priceList = pgTable(
  "price_list",
  {
    id: id(),
    organizationId: organizationId(),
    storeId: uuid("store_id"),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [unique("price_list_store").on(table.organizationId, table.storeId).nullsNotDistinct()],
);

/** One product's price in one list during a time. A change of price closes one row and opens another. */
export const price = pgTable(
  "price",
  {
    id: id(),
    organizationId: organizationId(),
    priceListId: uuid("price_list_id")
      .notNull()
      .references(() => priceList.id),
    /** The list's store, repeated here because it decides who may see the row. */
    storeId: uuid("store_id"),
    productId: uuid("product_id")
      .notNull()
      .references(() => product.id),
    amount: money("amount").notNull(),
    /** What it costs outside of the offer, when `amount` is an offer. */
    regular: money("regular"),
    validFrom: instant("valid_from"),
    validUntil: instant("valid_until"),
    /** When another row took its place; devices hold only rows that are not closed. */
    closedAt: instant("closed_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    index("price_product").on(table.priceListId, table.productId),
    index("price_of_product").on(table.productId),
  ],
);

/** How the columns of a supplier's file map to ours, kept for the next file (packages/shared/src/catalog/import). */
export const importProfile = pgTable(
  "import_profile",
  {
    id: id(),
    organizationId: organizationId(),
    name: text("name").notNull(),
    /** An ImportMapping as JSON text. */
    mapping: text("mapping").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [uniqueIndex("import_profile_name").on(table.organizationId, table.name)],
);
