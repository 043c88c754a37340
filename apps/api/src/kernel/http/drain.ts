import type { Server } from "node:http";
import type { Socket } from "node:net";

/** Ends a server's connections as their work ends; Node by itself waits for those that are kept alive or never asked. */
export interface Drain {
  /** Closes connections without a request now, the others after their answer, and all that is left after `patience` ms. */
  readonly finish: (patience: number) => void;
}

/** Watches the connections of a server from its start. */
export function watchConnections(server: Server): Drain {
  /** How many requests each connection waits for. A socket (WebSocket) is closed by whoever serves it. */
  const open = new Map<Socket, number>();
  const upgraded = new WeakSet<Socket>();
  let draining = false;

  const endIfIdle = (socket: Socket) => {
    if (draining && open.get(socket) === 0 && !upgraded.has(socket)) socket.destroySoon();
  };
  server.on("connection", (socket) => {
    open.set(socket, 0);
    socket.once("close", () => open.delete(socket));
  });
  server.on("upgrade", (_, socket) => upgraded.add(socket as Socket));
  server.on("request", ({ socket }, response) => {
    open.set(socket, (open.get(socket) ?? 0) + 1);
    response.once("close", () => {
      if (open.has(socket)) open.set(socket, (open.get(socket) ?? 1) - 1);
      endIfIdle(socket);
    });
  });

  return {
    finish(patience) {
      draining = true;
      for (const socket of open.keys()) endIfIdle(socket);
      const timer = setTimeout(() => {
        for (const socket of open.keys()) socket.destroy();
      }, patience);
      server.once("close", () => clearTimeout(timer));
    },
  };
}
