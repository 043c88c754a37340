import { gunzipSync, gzipSync } from "fflate";
import { crc32OfBytes } from "./crc32.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** At the end of gzip bytes: CRC-32 of the text, and its length. */
const trailerLength = 8;

/** No text is longer: what says so of itself is damaged, and no memory is reserved for it. */
const longestText = 2 ** 26;

/** A text as gzip (RFC 1952). The same text gives the same bytes. */
export function compress(text: string): Uint8Array<ArrayBuffer> {
  return gzipSync(encoder.encode(text), { mtime: 0 });
}

/** The text of gzip bytes of one member, or null when they are not what they were when they were written. */
export function expand(bytes: Uint8Array): string | null {
  if (bytes.length < trailerLength) return null;
  const trailer = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - trailerLength, trailerLength);
  const [crc, length] = [trailer.getUint32(0, true), trailer.getUint32(4, true)];
  if (length > longestText) return null;
  try {
    const text = gunzipSync(bytes);
    return text.length === length && crc === crc32OfBytes(text) ? decoder.decode(text) : null;
  } catch {
    return null;
  }
}
