import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Clients that are told of what happens, as server-sent events. */
export interface Listeners {
  readonly add: (response: ServerResponse) => void;
  readonly tell: (data: unknown) => void;
}

export function listeners(): Listeners {
  const open = new Set<ServerResponse>();
  return {
    add: (response) => {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.flushHeaders();
      response.write(": hello\n\n");
      open.add(response);
      response.on("close", () => open.delete(response));
    },
    tell: (data) => {
      for (const response of open) response.write(`data: ${JSON.stringify(data)}\n\n`);
    },
  };
}

const zip = promisify(gzip);

/** Answers in JSON, compressed as a web server does by default. */
export async function answerJson(response: ServerResponse, value: unknown): Promise<void> {
  const body = await zip(JSON.stringify(value));
  response.writeHead(200, {
    "content-type": "application/json",
    "content-encoding": "gzip",
    "content-length": body.length,
    "cache-control": "no-store",
  });
  response.end(body);
}

/** A server on a free port of this machine; what its handler throws becomes a 500. */
export async function serve(
  handler: (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void,
): Promise<{ readonly server: Server; readonly port: number; readonly stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    Promise.resolve(handler(request, response, url)).catch((error: unknown) => {
      process.stderr.write(`${String(error)}\n`);
      response.writeHead(500).end();
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    server,
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
