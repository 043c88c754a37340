import { decideEncoding, emptyScan, scanBytes } from "@balcao/shared/catalog/import/detect-encoding";
import type { Encoding } from "@balcao/shared/catalog/import/mapping";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import type { ImportLimits } from "./import-limits.ts";
import { readBytes } from "./read-bytes.ts";

export interface InspectedFile {
  readonly path: string;
  readonly encoding: Encoding;
  /** The first bytes, decompressed, for guessing the rest. */
  readonly head: Buffer;
}

const headBytes = 256 * 1024;

/**
 * Reads a file once to its end before anything else is done with it: it is whole, within the limits, and text. Refuses
 * IMPORT_EMPTY, IMPORT_DAMAGED, IMPORT_TOO_LARGE, IMPORT_SPREADSHEET and IMPORT_NOT_TEXT.
 */
export async function inspectFile(path: string, limits: ImportLimits): Promise<Result<InspectedFile>> {
  const head: Buffer[] = [];
  let size = 0;
  let scan = emptyScan;
  for await (const bytes of readBytes(path, limits.plainBytes)) {
    if (size < headBytes) head.push(bytes);
    size += bytes.byteLength;
    scan = scanBytes(scan, bytes);
  }
  if (size === 0) return refuse("IMPORT_EMPTY");
  const encoding = decideEncoding(scan);
  if (encoding === "spreadsheet") return refuse("IMPORT_SPREADSHEET");
  if (encoding === "binary") return refuse("IMPORT_NOT_TEXT");
  return ok({ path, encoding, head: Buffer.concat(head).subarray(0, headBytes) });
}
