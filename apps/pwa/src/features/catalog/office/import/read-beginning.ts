import { refuse, ok, type Result } from "@balcao/shared/kernel/result";

/** The first bytes of a file, and whether it goes on behind them. */
export interface Beginning {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly more: boolean;
}

/** Whether a file is gzip, by its first bytes (RFC 1952), whatever its name says. */
export async function isGzip(file: Blob): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return first === 0x1f && second === 0x8b;
}

/**
 * Reads up to `limit` bytes of a file, decompressed when it is gzip. Of the rest nothing is decompressed, however large it
 * would be. Refuses IMPORT_DAMAGED when its compression is broken within these bytes.
 */
export async function readBeginning(file: Blob, limit: number): Promise<Result<Beginning>> {
  if (!(await isGzip(file)))
    return ok({ bytes: new Uint8Array(await file.slice(0, limit).arrayBuffer()), more: file.size > limit });
  const reader = file.stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  const bytes = new Uint8Array(limit);
  let size = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      const room = next.value.subarray(0, limit - size);
      bytes.set(room, size);
      size += room.byteLength;
      if (room.byteLength < next.value.byteLength) return ok({ bytes, more: true });
    }
  } catch {
    return refuse("IMPORT_DAMAGED");
  } finally {
    // Its error has been told; nobody waits for the end of what is left.
    void reader.cancel().catch(() => undefined);
  }
  return ok({ bytes: bytes.subarray(0, size), more: false });
}
