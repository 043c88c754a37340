import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { StaticFile } from "./static-index.ts";

export type Encoding = "br" | "gzip";

export interface CompressedFiles {
  readonly read: (file: StaticFile, encoding: Encoding) => Promise<Buffer>;
}

const brotli = promisify(brotliCompress);
const pack = promisify(gzip);
const suffix = { br: ".br", gzip: ".gz" } as const;

/** Compressed files: the build's own when it left some, else made when first asked for. Keeps at most `capacity` bytes. */
export function createCompressedFiles(capacity: number): CompressedFiles {
  const kept = new Map<string, Buffer>();
  const inFlight = new Map<string, Promise<Buffer>>();
  let bytes = 0;

  const keep = (key: string, content: Buffer) => {
    if (content.byteLength > capacity) return;
    kept.set(key, content);
    bytes += content.byteLength;
    for (const [oldest, { byteLength }] of kept) {
      if (bytes <= capacity) return;
      kept.delete(oldest);
      bytes -= byteLength;
    }
  };

  return {
    read(file, encoding) {
      const key = `${file.file}${suffix[encoding]}`;
      const ready = kept.get(key);
      if (ready !== undefined) return Promise.resolve(ready);
      const running = inFlight.get(key);
      if (running !== undefined) return running;
      const work = compress(file.file, encoding)
        .then((content) => {
          keep(key, content);
          return content;
        })
        .finally(() => inFlight.delete(key));
      inFlight.set(key, work);
      return work;
    },
  };
}

async function compress(file: string, encoding: Encoding): Promise<Buffer> {
  if (existsSync(file + suffix[encoding])) return readFile(file + suffix[encoding]);
  const content = await readFile(file);
  return encoding === "br" ? brotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }) : pack(content);
}
