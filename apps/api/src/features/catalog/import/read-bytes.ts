import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { refuse } from "@balcao/shared/kernel/result";
import { RefusalError } from "../../../kernel/refusal.ts";

/** The bytes of a file, decompressed when it is gzip. Refuses IMPORT_DAMAGED, and IMPORT_TOO_LARGE before `limit` is passed. */
export async function* readBytes(file: string, limit: number): AsyncGenerator<Buffer, void, undefined> {
  let size = 0;
  try {
    for await (const bytes of (await isGzip(file)) ? gunzip(file) : createReadStream(file)) {
      size += (bytes as Buffer).byteLength;
      if (size > limit) throw new RefusalError(refuse("IMPORT_TOO_LARGE", { limit }));
      yield bytes as Buffer;
    }
  } catch (error) {
    const { code = "" } = error as { code?: string };
    // Z_BUF_ERROR is a file that ends too early, the others a file that is not what it says.
    if (code.startsWith("Z_")) throw new RefusalError(refuse("IMPORT_DAMAGED"));
    throw error;
  }
}

function gunzip(file: string): AsyncIterable<Buffer> {
  // An error of either end destroys the other, and reaches whoever reads.
  return pipeline(createReadStream(file), createGunzip(), () => undefined);
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
  } finally {
    await handle.close();
  }
}
