import { bigint, customType, timestamp, uuid } from "drizzle-orm/pg-core";
import type { Cents, Thousandths } from "@balcao/shared/kernel/money";

/** A UUIDv7 primary key, made where the fact is made. */
export const id = () => uuid("id").primaryKey();

/** The tenant. Row-level security compares it with the transaction's organization (migrations/*_row_security.sql). */
export const organizationId = () => uuid("organization_id").notNull();

export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** Money in cents, as bigint in the database and a safe integer in code. */
export const money = (name: string) => bigint(name, { mode: "number" }).$type<Cents>();

/** Quantity in thousandths of the unit. */
export const quantity = (name: string) => bigint(name, { mode: "number" }).$type<Thousandths>();

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

/** A 64-bit transaction id that never wraps, carried as text. */
export const transactionId = customType<{ data: string; driverData: string }>({ dataType: () => "xid8" });

/** A set of command sequences, as an int8multirange's text. */
export const sequences = customType<{ data: string; driverData: string }>({ dataType: () => "int8multirange" });
