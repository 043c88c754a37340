import { refuse } from "@balcao/shared/kernel/result";
import { Hono } from "hono";
import { healthEndpoints, type Readiness } from "./features/operations/health.ts";
import { logFailure, toRefusal } from "./kernel/error-map.ts";
import { authEndpoints } from "./kernel/http/auth-endpoints.ts";
import { bodyCap } from "./kernel/http/body-cap.ts";
import { failure } from "./kernel/http/failure.ts";
import type { App, HttpEnv } from "./kernel/http/http-env.ts";
import { requestStart } from "./kernel/http/request-start.ts";
import { sameOrigin } from "./kernel/http/same-origin.ts";
import { securityHeaders } from "./kernel/http/security-headers.ts";
import { staticFiles } from "./kernel/http/static-files.ts";
import { trpcEndpoint, trpcPath } from "./kernel/http/trpc-endpoint.ts";
import type { Mount } from "./kernel/mount.ts";
import type { Services } from "./kernel/services.ts";
import { syncRoutes } from "./realtime/mount.ts";
import { appRouter } from "./router.ts";

export interface AppOptions {
  readonly services: Services;
  readonly mounts: readonly Mount[];
  readonly readiness: Readiness;
  /** The built app; when the folder is missing, pages say how to build it. */
  readonly pwaFolder: string;
}

/** Composes everything that is served on the one port. */
export function createApp({ services, mounts, readiness, pwaFolder }: AppOptions): App {
  const app = new Hono<HttpEnv>();
  app.use(requestStart(services));
  app.use(securityHeaders({ secure: services.origins.secure }));
  app.use("/api/*", sameOrigin(services.origins));
  app.use("/api/*", bodyCap(Object.assign({}, ...mounts.map(({ bodyLimits }) => bodyLimits))));

  healthEndpoints(app, services, readiness);
  authEndpoints(app, services);
  app.all(`${trpcPath}/*`, trpcEndpoint(services, appRouter));
  app.route("/api/sync", syncRoutes(services, services.realtime));
  for (const mount of mounts) mount.routes?.(app);
  app.all("/api/*", (c) => failure(c, refuse("NOT_FOUND")));
  app.get("*", staticFiles(pwaFolder));

  app.notFound((c) => failure(c, refuse("NOT_FOUND")));
  app.onError((error, c) => {
    const refusal = toRefusal(error);
    logFailure(c.var.log ?? services.log, refusal, error, {});
    return failure(c, refusal);
  });
  return app;
}
