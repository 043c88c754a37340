import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { applyWSSHandler } from "@trpc/server/adapters/ws";
import { type WebSocket, WebSocketServer } from "ws";
import { clientAddress } from "../kernel/http/client-address.ts";
import { limitCaller } from "../kernel/http/caller-limit.ts";
import { createRequestContext } from "../kernel/http/request-context.ts";
import type { Mount } from "../kernel/mount.ts";
import type { Device } from "../kernel/principal.ts";
import type { Services } from "../kernel/services.ts";
import { liveRouter } from "./live-router.ts";

const path = "/api/trpc";

/** A client sends a few small messages: to subscribe, to unsubscribe, to answer a heartbeat. */
const largestMessage = 64 * 1024;

/** Sockets of one device: one a page, and those whose end nobody has noticed yet. */
const mostSockets = 16;

/**
 * The WebSocket of the live subscription, on the server's own port. A handshake from a foreign or absent Origin, or
 * from a browser that is not an enrolled device, is refused before the upgrade.
 */
export function liveSocket(services: Services): Mount {
  const open = new Map<string, number>();
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
        void admit(services, request).then((admitted) => {
          if (typeof admitted === "number") return refuseUpgrade(socket, admitted);
          const { deviceId } = admitted;
          if (socket.destroyed) return;
          if (!enter(open, deviceId)) return refuseUpgrade(socket, 429);
          socket.once("close", () => leave(open, deviceId));
          sockets.handleUpgrade(request, socket, head, (upgraded) => sockets.emit("connection", upgraded, request));
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

/** The device whose handshake may go through, else the HTTP status it is refused with. */
async function admit(services: Services, request: IncomingMessage): Promise<Device | number> {
  // Anybody may send any address here, also one that no URL can be made of.
  if (request.url?.split("?", 1)[0] !== path) return 404;
  if (!services.origins.isAllowed(request.headers.origin)) return 403;
  try {
    const context = contextOf(services, request);
    if (!(await limitCaller(services, context, 1)).ok) return 429;
    const device = await context.device();
    return device.ok ? device.value : 401;
  } catch (error) {
    services.log.error({ err: error }, "a socket could not be admitted");
    return 503;
  }
}

function enter(open: Map<string, number>, deviceId: string): boolean {
  const others = open.get(deviceId) ?? 0;
  if (others < mostSockets) open.set(deviceId, others + 1);
  return others < mostSockets;
}

function leave(open: Map<string, number>, deviceId: string): void {
  const left = (open.get(deviceId) ?? 1) - 1;
  if (left === 0) open.delete(deviceId);
  else open.set(deviceId, left);
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
