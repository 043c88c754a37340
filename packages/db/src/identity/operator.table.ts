import { boolean, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant, organizationId } from "../kernel/columns.ts";
import type { Role } from "@balcao/shared/identity/permissions";

/** A person who acts on a device by PIN. Only the devices of `storeIds` ever hold the row. */
export const operator = pgTable(
  "operator",
  {
    id: id(),
    organizationId: organizationId(),
    name: text("name").notNull(),
    role: text("role").$type<Role>().notNull(),
    storeIds: uuid("store_ids").array().notNull(),
    /** Argon2id in PHC format, null until a PIN is set. */
    pinHash: text("pin_hash"),
    userId: uuid("user_id"),
    active: boolean("active").notNull().default(true),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [index("operator_organization").on(table.organizationId)],
);
