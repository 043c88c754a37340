import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createApp } from "./app.ts";
import type { Readiness } from "./features/operations/health.ts";
import { watchConnections } from "./kernel/http/drain.ts";
import type { Mount } from "./kernel/mount.ts";
import { createOrigins } from "./kernel/origins.ts";
import { type ServiceOptions, startServices } from "./kernel/start-services.ts";
import type { Services } from "./kernel/services.ts";
import { mounts as factories } from "./mounts.ts";

/**
 * Connections that may wait to be taken in: after a restart every tablet knocks within a second, and of those for whom
 * there is no room each tries again later and later. The system's own limit (`net.core.somaxconn`) bounds it.
 */
const backlog = 4_096;

export interface ServerOptions extends Omit<ServiceOptions, "origins" | "databaseUrl"> {
  /** The owner's connection string of a migrated database, or how to prepare one once the port is ours. */
  readonly databaseUrl: string | (() => Promise<string>);
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Where people open the app; without it, this machine's own names. */
  readonly publicOrigins?: readonly string[];
  readonly pwaFolder: string;
}

export interface RunningServer {
  /** Where it listens, such as `http://localhost:5170`. */
  readonly url: string;
  readonly server: Server;
  readonly services: Services;
  /** Stops in order: no new connections, sockets closed, requests finished (up to 10 s), connections to the database closed. */
  readonly close: () => Promise<void>;
}

type FetchCallback = Parameters<typeof getRequestListener>[0];

const patience = 10_000;

/**
 * Serves API and app on one port, over a database that is already migrated. The port is taken first, so that a second
 * start fails before it touches anything; until the rest is ready, requests are answered with 503.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  let handle: FetchCallback = starting;
  const listener = getRequestListener((request, env) => handle(request, env));
  const server = createServer((request, response) => void listener(request, response));
  const drain = watchConnections(server);
  // Longer than a proxy keeps its own connections, so that the proxy is never surprised by a close.
  server.keepAliveTimeout = 65_000;
  server.listen({ port: options.port, host: options.host ?? "127.0.0.1", backlog });
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const readiness: Readiness = { ready: false };
  const origins = createOrigins(options.publicOrigins ?? [], port);
  let services: Services;
  let mounts: Mount[];
  try {
    const databaseUrl = typeof options.databaseUrl === "string" ? options.databaseUrl : await options.databaseUrl();
    services = await startServices({ ...options, databaseUrl, origins });
    mounts = await Promise.all(factories.map(async (create) => create(services)));
  } catch (error) {
    server.close();
    throw error;
  }
  const app = createApp({ services, mounts, readiness, pwaFolder: options.pwaFolder });
  handle = (request, env) => app.fetch(request, env);
  for (const mount of mounts) mount.attach?.(server);
  readiness.ready = true;

  return {
    url: `http://localhost:${port}`,
    server,
    services,
    close: async () => {
      readiness.ready = false;
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all(mounts.map(async (mount) => mount.close?.()));
      drain.finish(patience);
      await closed;
      await services.stop();
    },
  };
}

function starting(): Response {
  return Response.json(
    { error: { code: "UNAVAILABLE", details: null, requestId: null } },
    { status: 503, headers: { "cache-control": "no-store", "retry-after": "1" } },
  );
}
