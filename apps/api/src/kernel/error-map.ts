import { TRPCError, type TRPCDefaultErrorShape } from "@trpc/server";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import { type ErrorCode, errors } from "@balcao/shared/errors/registry";
import type { Refusal } from "@balcao/shared/kernel/result";
import type { Logger } from "pino";
import { ZodError } from "zod";
import type { RequestContext } from "./context.ts";
import { isDatabaseAway } from "./database-away.ts";
import { RefusalError } from "./refusal.ts";

/** The one map from the HTTP status of a registry entry to tRPC's code. */
const trpcCodes: Record<(typeof errors)[ErrorCode]["http"], TRPC_ERROR_CODE_KEY> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  410: "PRECONDITION_FAILED",
  413: "PAYLOAD_TOO_LARGE",
  422: "UNPROCESSABLE_CONTENT",
  426: "PRECONDITION_FAILED",
  429: "TOO_MANY_REQUESTS",
  500: "INTERNAL_SERVER_ERROR",
  503: "SERVICE_UNAVAILABLE",
};

/** A refusal as tRPC's error, for throwing at the edge. */
export function toTrpcError(refusal: Refusal): TRPCError {
  return new TRPCError({
    code: trpcCodes[errors[refusal.code].http],
    message: refusal.code,
    cause: new RefusalError(refusal),
  });
}

/** Which registered refusal an error is. What is not expected is INTERNAL or UNAVAILABLE, and its text stays on the server. */
export function toRefusal(error: unknown): Refusal {
  if (error instanceof RefusalError) return error.refusal;
  if (error instanceof TRPCError) {
    if (error.cause instanceof RefusalError) return error.cause.refusal;
    if (error.cause instanceof ZodError) return { ok: false, code: "BAD_REQUEST", details: issuesOf(error.cause) };
    if (error.code === "NOT_FOUND") return { ok: false, code: "NOT_FOUND" };
    if (error.code === "UNAUTHORIZED") return { ok: false, code: "UNAUTHENTICATED" };
    if (error.code === "PAYLOAD_TOO_LARGE") return { ok: false, code: "TOO_LARGE" };
    if (error.code === "BAD_REQUEST" || error.code === "PARSE_ERROR" || error.code === "METHOD_NOT_SUPPORTED") {
      return { ok: false, code: "BAD_REQUEST" };
    }
  }
  return { ok: false, code: isDatabaseAway(error) ? "UNAVAILABLE" : "INTERNAL" };
}

/** Puts on record what the person cannot mend: our faults as errors, a database that is away as warnings. */
export function logFailure(
  log: Logger,
  refusal: Refusal,
  error: unknown,
  facts: Readonly<Record<string, unknown>>,
): void {
  if (refusal.code === "INTERNAL") log.error({ err: error, ...facts }, "a request failed");
  else if (refusal.code === "UNAVAILABLE") log.warn({ err: error, ...facts }, "the database is away");
}

/** Field -> what is wrong with it, at most twenty, without the values (they may be private). */
function issuesOf(error: ZodError): Record<string, string> {
  return Object.fromEntries(
    error.issues.slice(0, 20).map((issue) => [storable(issue.path.join(".")) || "input", storable(issue.message)]),
  );
}

/** A message names unknown fields as they were sent. PostgreSQL, which keeps refusals of commands, takes no such text. */
function storable(text: string): string {
  return text.toWellFormed().replace(/\p{Cc}/gu, "\ufffd");
}

/** What a tRPC client sees of an error: the registry code and its details, never a stack. */
export function formatError({
  shape,
  error,
  ctx,
}: {
  shape: TRPCDefaultErrorShape;
  error: TRPCError;
  ctx: RequestContext | undefined;
}) {
  const refusal = toRefusal(error);
  return {
    code: shape.code,
    message: refusal.code,
    data: {
      code: shape.data.code,
      httpStatus: errors[refusal.code].http,
      path: shape.data.path,
      requestId: ctx?.requestId ?? null,
      refusal: { code: refusal.code, details: refusal.details ?? null },
    },
  };
}
