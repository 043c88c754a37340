import { randomUUID } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { Services } from "../services.ts";
import { clientAddress } from "./client-address.ts";
import type { HttpEnv } from "./http-env.ts";

/** What an id from outside may be made of; another one is replaced, so that nothing odd reaches the logs. */
const idShape = /^[\w.:-]{8,64}$/;

/** Names the request, measures it and logs it. The log holds the path but not the query, which may carry people's data. */
export function requestStart(services: Services): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const started = performance.now();
    const requestId = acceptId(c.req.header("x-request-id")) ?? randomUUID();
    const correlationId = acceptId(c.req.header("x-correlation-id")) ?? requestId;
    const log = services.log.child({ requestId, correlationId });
    c.set("requestId", requestId);
    c.set("correlationId", correlationId);
    c.set("log", log);
    c.set("address", clientAddress(c.env.incoming, services.trustedProxies));
    await next();
    c.res.headers.set("x-request-id", requestId);
    c.res.headers.set("x-correlation-id", correlationId);
    const seconds = (performance.now() - started) / 1000;
    const { method, path } = c.req;
    const { status } = c.res;
    services.metrics.requestSeconds.observe({ method, route: routePath(c), status: String(status) }, seconds);
    // 503 says that something else is away or starting; 500 is ours to mend.
    log[status === 500 ? "error" : "info"](
      { method, path, status, ms: Math.round(seconds * 1000), address: c.var.address },
      "request",
    );
  };
}

function acceptId(given: string | undefined): string | undefined {
  return given !== undefined && idShape.test(given) ? given : undefined;
}
