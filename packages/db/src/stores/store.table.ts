import { pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { ScaleBarcode } from "@balcao/shared/stores/rows";
import { id, instant, organizationId } from "../kernel/columns.ts";

/** A place with stock. */
export const store = pgTable(
  "store",
  {
    id: id(),
    organizationId: organizationId(),
    code: text("code").notNull(),
    name: text("name").notNull(),
    kind: text("kind").$type<"shop" | "distribution-centre">().notNull().default("shop"),
    city: text("city").notNull(),
    timeZone: text("time_zone").notNull().default("America/Sao_Paulo"),
    pixKey: text("pix_key"),
    pixMerchantName: text("pix_merchant_name"),
    scaleBarcode: text("scale_barcode").$type<ScaleBarcode>().notNull().default("weight"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [uniqueIndex("store_code").on(table.organizationId, table.code)],
);
