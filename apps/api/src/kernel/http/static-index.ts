import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";

export interface StaticFile {
  readonly file: string;
  readonly type: string;
  readonly etag: string;
  /** Named by its content: it may be kept for ever. */
  readonly immutable: boolean;
  readonly compressible: boolean;
}

const types: Readonly<Record<string, string>> = {
  ".avif": "image/avif",
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".mp3": "audio/mpeg",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

const compressible = /^(?:text\/|application\/(?:json|manifest|wasm)|image\/svg)/;
const hashed = /^\/assets\/.+-[\w-]{8,}\.\w+$/;

/**
 * Every file of a built app by the path it is asked for. Only what is listed here is ever read, so that no path can
 * reach outside. Null when the folder holds no app.
 */
export function indexFiles(folder: string): ReadonlyMap<string, StaticFile> | null {
  if (!existsSync(path.join(folder, "index.html"))) return null;
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.flatMap((name): [string, StaticFile][] => {
    const file = path.join(folder, name);
    const type = types[path.extname(name)];
    const stats = statSync(file);
    if (type === undefined || !stats.isFile()) return [];
    const address = `/${name.split(path.sep).join("/")}`;
    const etag = `W/"${stats.size.toString(36)}-${Math.trunc(stats.mtimeMs).toString(36)}"`;
    return [[address, { file, type, etag, immutable: hashed.test(address), compressible: compressible.test(type) }]];
  });
  return new Map(files);
}
