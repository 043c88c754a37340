import { readFile } from "node:fs/promises";
import { refuse } from "@balcao/shared/kernel/result";
import type { Context } from "hono";
import { createCompressedFiles, type CompressedFiles, type Encoding } from "./compressed-files.ts";
import { failure } from "./failure.ts";
import type { HttpEnv } from "./http-env.ts";
import { indexFiles, type StaticFile } from "./static-index.ts";

const cacheBytes = 32 * 1024 * 1024;

/** Serves the built app. An address that is not a file and looks like a page gives the app itself, which routes it. */
export function staticFiles(folder: string): (c: Context<HttpEnv>) => Promise<Response> {
  const files = indexFiles(folder);
  const compressed = createCompressedFiles(cacheBytes);
  return async (c) => {
    if (files === null)
      return c.text("The app is not built yet. Run: pnpm build\n", 503, { "cache-control": "no-store" });
    const file =
      files.get(c.req.path === "/" ? "/index.html" : c.req.path) ??
      (isPage(c.req.path) ? files.get("/index.html") : undefined);
    if (file === undefined) return failure(c, refuse("NOT_FOUND"));
    return send(c, file, compressed);
  };
}

/** Pages have no extension; a missing script or image must not be answered with HTML. */
function isPage(path: string): boolean {
  return !path.startsWith("/assets/") && !path.slice(path.lastIndexOf("/")).includes(".");
}

async function send(c: Context<HttpEnv>, file: StaticFile, compressed: CompressedFiles): Promise<Response> {
  c.header("etag", file.etag);
  // Files without a hash in their name (the page, the worker, the manifest) are asked for again each time.
  c.header("cache-control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (file.compressible) c.header("vary", "accept-encoding");
  if (c.req.header("if-none-match")?.split(/,\s*/).includes(file.etag) === true) return c.body(null, 304);
  c.header("content-type", file.type);
  const encoding = file.compressible ? chooseEncoding(c.req.header("accept-encoding") ?? "") : null;
  if (encoding === null) return c.body(new Uint8Array(await readFile(file.file)));
  c.header("content-encoding", encoding);
  return c.body(new Uint8Array(await compressed.read(file, encoding)));
}

function chooseEncoding(accepted: string): Encoding | null {
  const names = accepted
    .split(",")
    .filter((part) => !/;\s*q=0(?:\.0*)?\s*$/.test(part))
    .map((part) => part.split(";")[0]?.trim());
  if (names.includes("br")) return "br";
  return names.includes("gzip") ? "gzip" : null;
}
