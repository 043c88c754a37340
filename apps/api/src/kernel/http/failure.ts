import { errors } from "@balcao/shared/errors/registry";
import type { Refusal } from "@balcao/shared/kernel/result";
import type { Context } from "hono";
import type { HttpEnv } from "./http-env.ts";

/** The one shape of an error outside of tRPC: `{ error: { code, details, requestId } }`. Never stored by anybody. */
export function failure(c: Context<HttpEnv>, refusal: Refusal): Response {
  c.header("cache-control", "no-store");
  const retryAfter = refusal.details?.["retryAfterSeconds"];
  if (typeof retryAfter === "number") c.header("retry-after", String(retryAfter));
  const body = { error: { code: refusal.code, details: refusal.details ?? null, requestId: c.var.requestId ?? null } };
  return c.json(body, errors[refusal.code].http);
}
