import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { PaymentKind, SaleException } from "@balcao/shared/sales/rows";
import { cents } from "@balcao/shared/kernel/money";
import type { Unit } from "@balcao/shared/catalog/rows";
import { id, instant, money, organizationId, quantity } from "../kernel/columns.ts";

/** An immutable fact: goods left, money came. */
export const sale = pgTable(
  "sale",
  {
    id: id(),
    organizationId: organizationId(),
    storeId: uuid("store_id").notNull(),
    deviceId: uuid("device_id").notNull(),
    operatorId: uuid("operator_id").notNull(),
    cashSessionId: uuid("cash_session_id").notNull(),
    customerId: uuid("customer_id"),
    receiptNumber: text("receipt_number").notNull(),
    total: money("total").notNull(),
    change: money("change").notNull(),
    /** Who let the operator take off more than they may, and why; null when nobody was asked. */
    approverId: uuid("approver_id"),
    approvalReason: text("approval_reason"),
    approvedAt: instant("approved_at"),
    /** In hundredths of a percent. */
    approvedUpTo: integer("approved_up_to"),
    /** The device's clock; it may be wrong, so `receivedAt` stands beside it. */
    soldAt: instant("sold_at").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (table) => [index("sale_store").on(table.storeId, table.soldAt), index("sale_cash_session").on(table.cashSessionId)],
);

export const saleLine = pgTable(
  "sale_line",
  {
    id: id(),
    organizationId: organizationId(),
    saleId: uuid("sale_id")
      .notNull()
      .references(() => sale.id),
    position: integer("position").notNull(),
    /** Null when the product is not one of the organization's (exception UNKNOWN_PRODUCT). */
    productId: uuid("product_id"),
    name: text("name").notNull(),
    unit: text("unit").$type<Unit>().notNull(),
    quantity: quantity("quantity").notNull(),
    unitPrice: money("unit_price").notNull(),
    /** What was taken off the line, and its part of what was taken off the sale. */
    discount: money("discount").notNull().default(cents(0)),
    saleDiscount: money("sale_discount").notNull().default(cents(0)),
    total: money("total").notNull(),
    /** The price row it was sold at; null when the device knew none. */
    priceId: uuid("price_id"),
  },
  (table) => [index("sale_line_sale").on(table.saleId)],
);

export const payment = pgTable(
  "payment",
  {
    id: id(),
    organizationId: organizationId(),
    saleId: uuid("sale_id")
      .notNull()
      .references(() => sale.id),
    kind: text("kind").$type<PaymentKind>().notNull(),
    amount: money("amount").notNull(),
    reference: text("reference"),
  },
  (table) => [index("payment_sale").on(table.saleId)],
);

/** What did not fit when the sale arrived, for a manager to look at. */
export const saleException = pgTable(
  "sale_exception",
  {
    organizationId: organizationId(),
    saleId: uuid("sale_id")
      .notNull()
      .references(() => sale.id),
    code: text("code").$type<SaleException>().notNull(),
    /** A few facts, as JSON text. */
    details: text("details"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.saleId, table.code] })],
);
