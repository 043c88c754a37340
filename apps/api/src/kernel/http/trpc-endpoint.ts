import { refuse } from "@balcao/shared/kernel/result";
import type { AnyRouter } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import type { Context } from "hono";
import { logFailure, toRefusal } from "../error-map.ts";
import { limitCaller } from "./caller-limit.ts";
import { failure } from "./failure.ts";
import type { HttpEnv } from "./http-env.ts";
import { createRequestContext } from "./request-context.ts";
import type { Services } from "../services.ts";

export const trpcPath = "/api/trpc";

/** Most calls in one batch. */
export const maxBatch = 20;

/** Serves the router over HTTP: batches are bounded, every call counts against the limits, failures are logged. */
export function trpcEndpoint(services: Services, router: AnyRouter) {
  return async (c: Context<HttpEnv>): Promise<Response> => {
    const calls = countCalls(c.req.path.slice(trpcPath.length + 1));
    if (calls > maxBatch) return failure(c, refuse("TOO_LARGE", { calls, limit: maxBatch }));
    // An answer in pieces would be on its way before a procedure sets a cookie.
    if (c.req.header("trpc-accept") !== undefined) return failure(c, refuse("BAD_REQUEST", { field: "trpc-accept" }));
    const responseHeaders = new Headers();
    const { requestId, correlationId, log, address } = c.var;
    const context = createRequestContext(services, {
      requestId,
      correlationId,
      log,
      address,
      headers: c.req.raw.headers,
      responseHeaders,
    });
    const allowed = await limitCaller(services, context, calls);
    if (!allowed.ok) return failure(c, allowed);
    const response = await fetchRequestHandler({
      endpoint: trpcPath,
      req: c.req.raw,
      router,
      createContext: () => context,
      maxBatchSize: maxBatch,
      onError: ({ error, path }) => {
        logFailure(log, toRefusal(error), error.cause ?? error, { path });
      },
    });
    for (const [name, value] of responseHeaders) response.headers.append(name, value);
    response.headers.set("cache-control", "no-store");
    return response;
  };
}

/** How many calls a path names. tRPC decodes it before it looks for commas, so that one in disguise counts as well. */
function countCalls(names: string): number {
  return names.split(/,|%2c/i).length;
}
