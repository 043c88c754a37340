import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** What Prometheus collects. Slices register their own numbers in `registry`. */
export interface Metrics {
  readonly registry: Registry;
  readonly requestSeconds: Histogram<"method" | "route" | "status">;
  /** One per tRPC call; `code` is `ok` or the registry code of the refusal. */
  readonly operations: Counter<"path" | "code">;
  readonly limited: Counter<"limit">;
  /** Tablets whose rows of a scope differed from the server's; `state` is `found` or `healed`. */
  readonly divergences: Counter<"state">;
  readonly ready: Gauge;
}

/** Metrics in a registry of their own, so that several servers fit into one process. */
export function createMetrics(options: { readonly process: boolean }): Metrics {
  const registry = new Registry();
  if (options.process) collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requestSeconds: new Histogram({
      name: "balcao_http_request_seconds",
      help: "Time from the request's head to the end of its handling.",
      labelNames: ["method", "route", "status"],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    operations: new Counter({
      name: "balcao_operations_total",
      help: "Calls of procedures, by outcome.",
      labelNames: ["path", "code"],
      registers,
    }),
    limited: new Counter({
      name: "balcao_limited_total",
      help: "Requests refused by a rate limit.",
      labelNames: ["limit"],
      registers,
    }),
    divergences: new Counter({
      name: "balcao_divergences_total",
      help: "Tablets whose rows of a scope did not come to what the server's do, found and healed.",
      labelNames: ["state"],
      registers,
    }),
    ready: new Gauge({ name: "balcao_ready", help: "1 while requests are taken.", registers }),
  };
}
