import { timingSafeEqual } from "node:crypto";
import { refuse } from "@balcao/shared/kernel/result";
import { isLocal } from "../../kernel/http/client-address.ts";
import { failure } from "../../kernel/http/failure.ts";
import type { App } from "../../kernel/http/http-env.ts";
import type { Services } from "../../kernel/services.ts";

/** Whether the server takes requests: not while it starts, and not once it began to stop. */
export interface Readiness {
  ready: boolean;
}

/** `/health`: 200 while requests can be served, else 503. `/health/live`: 200 as long as the process answers. `/metrics`. */
export function healthEndpoints(app: App, services: Services, readiness: Readiness): void {
  app.get("/health/live", (c) => c.json({ live: true }, 200, noStore));
  app.get("/health", async (c) => {
    const database = await reachable(services);
    const ready = readiness.ready && database;
    return c.json({ live: true, ready, database: database ? "ok" : "unreachable" }, ready ? 200 : 503, noStore);
  });
  app.get("/metrics", async (c) => {
    const allowed =
      services.metricsToken === undefined
        ? isLocal(c.env.incoming)
        : bears(c.req.header("authorization"), services.metricsToken);
    if (!allowed) return failure(c, refuse("NOT_FOUND"));
    services.metrics.ready.set(readiness.ready ? 1 : 0);
    return c.body(await services.metrics.registry.metrics(), 200, {
      ...noStore,
      "content-type": services.metrics.registry.contentType,
    });
  });
}

const noStore = { "cache-control": "no-store" } as const;

async function reachable(services: Services): Promise<boolean> {
  const answer = services.connection.pool.query("SELECT 1").then(
    () => true,
    () => false,
  );
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, 2000, false).unref());
  return Promise.race([answer, late]);
}

function bears(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? "");
  const expected = Buffer.from(`Bearer ${token}`);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
