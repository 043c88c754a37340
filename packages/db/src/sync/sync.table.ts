import { bigint, boolean, customType, index, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { ErrorCode } from "@balcao/shared/errors/registry";
import { bytes, id, instant, organizationId, transactionId } from "../kernel/columns.ts";

const snapshot = customType<{ data: string; driverData: string }>({ dataType: () => "pg_snapshot" });

/**
 * The latest change of every synced row, per scope (packages/sync/SPEC.md, "Change feed"). Triggers write it;
 * `scope` is the id of an organization, store or user. The rows that are not `deleted` are the scope's membership.
 */
export const changeFeed = pgTable(
  "change_feed",
  {
    scope: uuid("scope").notNull(),
    tableName: text("table_name").notNull(),
    rowId: uuid("row_id").notNull(),
    deleted: boolean("deleted").notNull(),
    xid: transactionId("xid").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.scope, table.tableName, table.rowId] }),
    index("change_feed_position").on(table.scope, table.xid, table.tableName, table.rowId),
  ],
);

/**
 * How many rows each scope has and the sum of their hashes, as what each transaction has added to them: summed up, they
 * are right in every state of the database, and no two transactions wait for one row. Folded now and then.
 */
export const scopeSum = pgTable(
  "scope_sum",
  {
    scope: uuid("scope").notNull(),
    xid: transactionId("xid").notNull(),
    rows: bigint("rows", { mode: "number" }).notNull(),
    sum: bigint("sum", { mode: "number" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.scope, table.xid] })],
);

/** One row: which life of the database the cursors belong to, and how far its tombstones reach back. */
export const syncEpoch = pgTable("sync_epoch", {
  /** Always true, so that there is one row. */
  only: boolean("only").primaryKey().default(true),
  epoch: uuid("epoch").notNull(),
  /** System identifier, timeline and database; a restore or failover changes one of them. */
  fingerprint: text("fingerprint").notNull(),
  /** Tombstones of transactions before this one may be gone. */
  purgedBefore: transactionId("purged_before").notNull(),
  since: instant("since").notNull().defaultNow(),
});

/** Now and then, which transactions were visible: turns "older than 90 days" into a transaction id. */
export const feedMark = pgTable("feed_mark", {
  at: instant("at").primaryKey().defaultNow(),
  seen: snapshot("seen").notNull(),
});

export type CommandOutcome = "applied" | "applied-with-exceptions" | "rejected";

/** What the server answered to a command, for ever: the same id is never applied twice. */
export const commandReceipt = pgTable(
  "command_receipt",
  {
    id: id(),
    organizationId: organizationId(),
    deviceId: uuid("device_id").notNull(),
    operatorId: uuid("operator_id"),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    name: text("name").notNull(),
    /** SHA-256 of the command's canonical form. */
    bodyHash: bytes("body_hash").notNull(),
    outcome: text("outcome").$type<CommandOutcome>().notNull(),
    code: text("code").$type<ErrorCode>(),
    result: jsonb("result"),
    xid: transactionId("xid").notNull(),
    deviceTime: instant("device_time").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
  },
  (table) => [index("command_receipt_device").on(table.deviceId, table.sequence)],
);
