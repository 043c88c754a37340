import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { ok, refuse, type Refusal, type Result } from "@balcao/shared/kernel/result";
import type { Context, MiddlewareHandler } from "hono";
import { failure } from "./failure.ts";
import type { HttpEnv } from "./http-env.ts";

const expanders = { gzip: promisify(gunzip), br: promisify(brotliDecompress), deflate: promisify(inflate) } as const;

/** Most bytes of a body whose path has no limit of its own. */
export const defaultBodyLimit = 1024 * 1024;

/**
 * Refuses bodies over their path's limit before anybody parses them: by the announced length, or by counting when it is
 * not announced. A compressed body is expanded here, and counted as it expands. `limits` maps path prefixes to bytes;
 * the longest that fits wins.
 */
export function bodyCap(limits: Readonly<Record<string, number>>): MiddlewareHandler<HttpEnv> {
  const byLength = Object.entries(limits).toSorted(([a], [b]) => b.length - a.length);
  return async (c, next) => {
    // Asking a request for its body makes a whole Request of it; polls have none.
    if (c.req.method === "GET" || c.req.method === "HEAD" || c.req.raw.body === null) return next();
    const limit = byLength.find(([prefix]) => c.req.path.startsWith(prefix))?.[1] ?? defaultBodyLimit;
    const announced = c.req.header("content-length");
    if (announced !== undefined && Number(announced) > limit) return unread(c, refuse("TOO_LARGE", { limit }));
    const encoding = c.req.header("content-encoding") ?? "identity";
    // Node enforces an announced length, so such a body may stream.
    if (announced !== undefined && encoding === "identity") return next();
    const body = await readBody(c.req.raw, encoding, limit);
    if (!body.ok) return unread(c, body);
    c.req.raw = withBody(c.req.raw, body.value);
    return next();
  };
}

/** Refuses without reading on; the connection ends with it, so that the rest is not taken for a next request. */
function unread(c: Context<HttpEnv>, refusal: Refusal): Response {
  c.header("connection", "close");
  return failure(c, refusal);
}

async function readBody(request: Request, encoding: string, limit: number): Promise<Result<Buffer>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > limit) return refuse("TOO_LARGE", { limit });
    pieces.push(piece);
  }
  const raw = Buffer.concat(pieces);
  if (encoding === "identity") return ok(raw);
  if (!Object.hasOwn(expanders, encoding)) return refuse("BAD_REQUEST", { contentEncoding: "unknown" });
  return expand(raw, encoding as keyof typeof expanders, limit);
}

async function expand(raw: Buffer, encoding: keyof typeof expanders, limit: number): Promise<Result<Buffer>> {
  try {
    return ok(await expanders[encoding](raw, { maxOutputLength: limit }));
  } catch (error) {
    return tooLong(error) ? refuse("TOO_LARGE", { limit }) : refuse("BAD_REQUEST", { contentEncoding: "broken" });
  }
}

function tooLong(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE";
}

function withBody(request: Request, body: Buffer): Request {
  const headers = new Headers(request.headers);
  headers.delete("content-encoding");
  headers.set("content-length", String(body.byteLength));
  return new Request(request.url, {
    method: request.method,
    headers,
    body: new Uint8Array(body),
    signal: request.signal,
  });
}
