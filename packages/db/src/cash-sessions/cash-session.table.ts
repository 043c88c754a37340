import { index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { id, instant, money, organizationId } from "../kernel/columns.ts";

/** One operator's drawer, from opening float to close. */
export const cashSession = pgTable(
  "cash_session",
  {
    id: id(),
    organizationId: organizationId(),
    storeId: uuid("store_id").notNull(),
    deviceId: uuid("device_id").notNull(),
    operatorId: uuid("operator_id").notNull(),
    status: text("status").$type<"open" | "closed">().notNull(),
    openedAt: instant("opened_at").notNull(),
    openingFloat: money("opening_float").notNull(),
    closedAt: instant("closed_at"),
    countedCash: money("counted_cash"),
    /** What the drawer should hold, worked out by the server when the close arrives. */
    expectedCash: money("expected_cash"),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (table) => [index("cash_session_store").on(table.storeId, table.openedAt)],
);
