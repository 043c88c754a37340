import { index, pgTable, text } from "drizzle-orm/pg-core";
import { bytes, id, instant, organizationId } from "../kernel/columns.ts";

/** A known buyer. The document is encrypted; `documentIndex` (HMAC) finds it exactly, `documentHint` is shown. */
export const customer = pgTable(
  "customer",
  {
    id: id(),
    organizationId: organizationId(),
    kind: text("kind").$type<"individual" | "company">().notNull(),
    name: text("name").notNull(),
    documentEncrypted: bytes("document_encrypted"),
    documentIndex: bytes("document_index"),
    documentHint: text("document_hint"),
    segment: text("segment"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [index("customer_document").on(table.organizationId, table.documentIndex)],
);
