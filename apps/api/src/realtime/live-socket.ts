import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { clientAddress } from "../kernel/http/client-address.ts";
import { limitCaller } from "../kernel/http/caller-limit.ts";
import { createRequestContext } from "../kernel/http/request-context.ts";
import type { Mount } from "../kernel/mount.ts";
import type { Services } from "../kernel/services.ts";
import { liveRouter } from "./live-router.ts";

const path = "/api/trpc";

/** A client sends a few small messages: to subscribe, to unsubscribe, to answer a heartbeat. */
const largestMessage = 64 * 1024;

/**
 * The WebSocket of the live subscription, on the server's own port. A handshake from a foreign or absent Origin, or
 * from a browser that is not an enrolled device, is refused before the upgrade.
 */
export function liveSocket(services: Services): Mount {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage });
  const handler = applyWSSHandler({
    wss: sockets,
    router: liveRouter,
    createContext: ({ req, res }) => ({ ...contextOf(services, req), socket: res as WebSocket }),
    // Both sides ask for a sign of life: a half-open socket is noticed by whichever needs it first.
    keepAlive: { enabled: true, pingMs: 15_000, pongWaitMs: 5_000 },
  });
  return {
    attach: (server) => {
      server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        socket.on("error", () => socket.destroy());
        void admit(services, request).then((refusal) => {
          if (refusal !== null) return refuseUpgrade(socket, refusal);
          sockets.handleUpgrade(request, socket, head, (open) => sockets.emit("connection", open, request));
        });
      });
    },
    close: async () => {
      handler.broadcastReconnectNotification();
      for (const client of sockets.clients) client.close(1001, "the server is stopping");
      sockets.close();
    },
  };
}

/** Null to let the handshake through, else the HTTP status it is refused with. */
async function admit(services: Services, request: IncomingMessage): Promise<number | null> {
  // Anybody may send any address here, also one that no URL can be made of.
  if (request.url?.split("?", 1)[0] !== path) return 404;
  if (!services.origins.isAllowed(request.headers.origin)) return 403;
  try {
    const context = contextOf(services, request);
    if (!(await limitCaller(services, context, 1)).ok) return 429;
    return (await context.device()).ok ? null : 401;
  } catch (error) {
    services.log.error({ err: error }, "a socket could not be admitted");
    return 503;
  }
}

function contextOf(services: Services, request: IncomingMessage) {
  const requestId = randomUUID();
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === "string") headers.set(name, value);
  return createRequestContext(services, {
    requestId,
    correlationId: requestId,
    log: services.log.child({ requestId, socket: true }),
    address: clientAddress(request, services.trustedProxies),
    headers,
    responseHeaders: null,
  });
}

const reasons: Record<number, string> = {
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  429: "Too Many Requests",
  503: "Service Unavailable",
};

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${reasons[status] ?? ""}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
