import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { refuse } from "@balcao/shared/kernel/result";
import { RefusalError } from "../../../kernel/refusal.ts";

/** A file that was sent, until it is dropped. */
export interface ReceivedFile extends AsyncDisposable {
  readonly path: string;
}

/** Writes a body to a file of its own, readable by the server alone. Refuses TOO_LARGE once `limit` bytes are passed. */
export async function receiveFile(body: AsyncIterable<Uint8Array>, limit: number): Promise<ReceivedFile> {
  const folder = await mkdtemp(path.join(tmpdir(), "balcao-import-"));
  const drop = () => rm(folder, { recursive: true, force: true });
  const file = path.join(folder, "file");
  try {
    await pipeline(capped(body, limit), createWriteStream(file, { mode: 0o600 }));
  } catch (error) {
    await drop();
    throw error;
  }
  return { path: file, [Symbol.asyncDispose]: drop };
}

async function* capped(body: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array, void, undefined> {
  let size = 0;
  for await (const bytes of body) {
    size += bytes.byteLength;
    if (size > limit) throw new RefusalError(refuse("TOO_LARGE", { limit }));
    yield bytes;
  }
}
