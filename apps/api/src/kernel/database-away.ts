import { TRPCError } from "@trpc/server";
import { DrizzleQueryError } from "drizzle-orm/errors";

const systemCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"]);

/** SQLSTATE classes: connection (08), rolled back by the server (40), resources (53), operator intervention (57). */
const sqlStates = /^(?:08|40|53|57)[0-9A-Z]{3}$/;

/** What node-postgres says without a code, when it waited in vain or the connection went. */
const driverMessages = /timeout exceeded when trying to connect|Connection terminated|connection timeout/i;

/** Whether something failed because the database is away, stopping or overloaded: the same again may work later. */
export function isDatabaseAway(error: unknown): boolean {
  if (error instanceof DrizzleQueryError || error instanceof TRPCError) return isDatabaseAway(error.cause);
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  if (!(error instanceof Error)) return false;
  const { code } = error as { code?: unknown };
  if (typeof code === "string") return systemCodes.has(code) || sqlStates.test(code);
  return driverMessages.test(error.message);
}
