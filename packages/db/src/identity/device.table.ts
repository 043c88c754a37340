import { bigint, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, id, instant, organizationId, sequences } from "../kernel/columns.ts";

/** An enrolled tablet. It belongs to one store until it is revoked or enrolled again. */
export const device = pgTable(
  "device",
  {
    id: id(),
    organizationId: organizationId(),
    storeId: uuid("store_id").notNull(),
    /** Short and unique in its store, part of the receipt number. */
    code: text("code").notNull(),
    name: text("name").notNull(),
    /** SHA-256 of the token in the device's cookie. */
    tokenHash: bytes("token_hash").notNull(),
    enrolledBy: uuid("enrolled_by").notNull(),
    enrolledAt: instant("enrolled_at").notNull().defaultNow(),
    lastSeenAt: instant("last_seen_at"),
    /** The largest command sequence received, so that a wiped tablet does not number twice. */
    lastSequence: bigint("last_sequence", { mode: "number" }).notNull().default(0),
    /** Which sequences are decided: one range from 1 on, but for commands that were put off. */
    decided: sequences("decided").notNull().default("{}"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [
    uniqueIndex("device_token").on(table.tokenHash),
    uniqueIndex("device_code").on(table.storeId, table.code),
    index("device_organization").on(table.organizationId),
    index("device_revoked").on(table.revokedAt),
    index("device_enrolled").on(table.enrolledAt),
  ],
);
