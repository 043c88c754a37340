import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface FileServer {
  readonly port: number;
  readonly close: () => void;
}

/** Serves texts by their paths, each with its media type, and closes every connection behind its answer. */
export async function serveFiles(
  files: Readonly<Record<string, readonly [type: string, text: string]>>,
): Promise<FileServer> {
  const server = createServer((request, response) => {
    const [type, text] = files[request.url ?? ""] ?? [null, ""];
    response.writeHead(type === null ? 404 : 200, {
      "content-type": type ?? "text/plain",
      "cache-control": "no-store",
      connection: "close",
    });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}
