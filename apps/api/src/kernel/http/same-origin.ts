import { refuse } from "@balcao/shared/kernel/result";
import type { MiddlewareHandler } from "hono";
import type { Origins } from "../origins.ts";
import { failure } from "./failure.ts";
import type { HttpEnv } from "./http-env.ts";

const reading = new Set(["GET", "HEAD"]);

/**
 * Refuses what another site makes a browser send. A write needs the header `x-balcao: 1`, which no form can set and
 * which we never allow across origins, and proof of where it comes from: Sec-Fetch-Site, or Origin from a browser that
 * does not send it.
 */
export function sameOrigin(origins: Origins): MiddlewareHandler<HttpEnv> {
  return async (c, next) => {
    const site = c.req.header("sec-fetch-site");
    const origin = c.req.header("origin");
    const foreign = site !== undefined && site !== "same-origin" && site !== "none";
    const write = !reading.has(c.req.method);
    const proven = (site !== undefined || origin !== undefined) && (origin === undefined || origins.isAllowed(origin));
    if (foreign || (write && (c.req.header("x-balcao") !== "1" || !proven)))
      return failure(c, refuse("FOREIGN_ORIGIN"));
    return next();
  };
}
