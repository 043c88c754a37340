import { index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant, organizationId } from "../kernel/columns.ts";

/** Who did what, when, from where. Written in the transaction of the write itself; never changed. */
export const auditEntry = pgTable(
  "audit_entry",
  {
    id: id(),
    organizationId: organizationId(),
    storeId: uuid("store_id"),
    at: instant("at").notNull().defaultNow(),
    actorKind: text("actor_kind").$type<"person" | "operator" | "device" | "system">().notNull(),
    actorId: uuid("actor_id"),
    deviceId: uuid("device_id"),
    commandId: uuid("command_id"),
    correlationId: text("correlation_id").notNull(),
    /** The procedure's path, such as `sales.record`. */
    action: text("action").notNull(),
    entityId: uuid("entity_id"),
    details: jsonb("details"),
  },
  (table) => [index("audit_entry_organization").on(table.organizationId, table.at)],
);
