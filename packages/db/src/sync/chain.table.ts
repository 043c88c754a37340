import type { FaultKind, PublicKey } from "@balcao/shared/identity/contract";
import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { bytes, id, instant, organizationId, sequences } from "../kernel/columns.ts";

/** The keys that a tablet signs its commands with, one after another (packages/sync/SPEC.md, "Signed chain"). */
export const deviceKey = pgTable(
  "device_key",
  {
    organizationId: organizationId(),
    deviceId: uuid("device_id").notNull(),
    /** Its RFC 7638 thumbprint. */
    id: text("id").notNull(),
    publicKey: jsonb("public_key").$type<PublicKey>().notNull(),
    /** The largest sequence in use when it was made; null until its first push has told it. */
    since: bigint("since", { mode: "number" }),
    registeredAt: instant("registered_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.deviceId, table.id] })],
);

/** Where a tablet's chain stands. */
export const deviceChain = pgTable("device_chain", {
  deviceId: uuid("device_id").primaryKey(),
  organizationId: organizationId(),
  /** Which sequences have arrived since the tablet has a key. */
  arrived: sequences("arrived").notNull(),
  /** The newest link; null while there is none. */
  headHash: bytes("head_hash"),
  headSequence: bigint("head_sequence", { mode: "number" }),
  headAt: instant("head_at"),
});

/** A sealed command that arrived, whatever became of it. Its hash is what the next one names. */
export const commandLink = pgTable(
  "command_link",
  {
    organizationId: organizationId(),
    deviceId: uuid("device_id").notNull(),
    hash: bytes("hash").notNull(),
    previousHash: bytes("previous_hash").notNull(),
    commandId: uuid("command_id").notNull(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    keyId: text("key_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.deviceId, table.hash] }),
    index("command_link_previous").on(table.deviceId, table.previousHash),
    index("command_link_sequence").on(table.deviceId, table.sequence),
  ],
);

/** Something wrong in a tablet's chain, for a manager to look at. What the commands did stands. */
export const chainFault = pgTable(
  "chain_fault",
  {
    id: id(),
    organizationId: organizationId(),
    deviceId: uuid("device_id").notNull(),
    kind: text("kind").$type<FaultKind>().notNull(),
    commandId: uuid("command_id").notNull(),
    sequence: bigint("sequence", { mode: "number" }).notNull(),
    /** Of a gap: the hash that the command names and nobody has. */
    missingHash: bytes("missing_hash"),
    /** Of a gap: the sequences that have not arrived. */
    missing: sequences("missing"),
    foundAt: instant("found_at").notNull().defaultNow(),
    /** When what was missing arrived. */
    healedAt: instant("healed_at"),
    seenBy: uuid("seen_by"),
    seenAt: instant("seen_at"),
  },
  (table) => [
    uniqueIndex("chain_fault_once").on(table.deviceId, table.kind, table.commandId),
    index("chain_fault_open")
      .on(table.deviceId)
      .where(sql`healed_at IS NULL`),
  ],
);
