import { TRPCError } from "@trpc/server";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { expect, test } from "vitest";
import { isDatabaseAway } from "./database-away.ts";

const withCode = (code: string) => Object.assign(new Error("failed"), { code });

test.each<[string, Error]>([
  ["a refused connection", withCode("ECONNREFUSED")],
  ["a server that shuts down", withCode("57P01")],
  ["a server that starts", withCode("57P03")],
  ["too many connections", withCode("53300")],
  ["a deadlock", withCode("40P01")],
  ["a connection that ended", new Error("Connection terminated unexpectedly")],
  ["a full pool", new Error("timeout exceeded when trying to connect")],
  ["every address refused", new AggregateError([withCode("ECONNREFUSED"), withCode("ECONNREFUSED")])],
])("%s may work later, however it is wrapped", (_, error) => {
  expect(isDatabaseAway(error)).toBe(true);
  const query = new DrizzleQueryError("select 1", [], error);
  expect(isDatabaseAway(query)).toBe(true);
  expect(isDatabaseAway(new TRPCError({ code: "INTERNAL_SERVER_ERROR", cause: query }))).toBe(true);
});

test.each<[string, unknown]>([
  ["a broken constraint", withCode("23505")],
  ["a mistake in SQL", withCode("42601")],
  ["a bug", new TypeError("x is not a function")],
  ["something that is no error", "ECONNREFUSED"],
])("%s would fail again", (_, error) => {
  expect(isDatabaseAway(error)).toBe(false);
});
