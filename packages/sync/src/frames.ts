/** The content type of an answer that brings chunks. */
export const chunksType = "application/octet-stream";

const lengthBytes = 4;

/** Byte strings one behind the other, each after its length in four bytes, the most significant first. */
export function joinFrames(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + lengthBytes + part.length, 0));
  const view = new DataView(joined.buffer);
  let place = 0;
  for (const part of parts) {
    view.setUint32(place, part.length);
    joined.set(part, place + lengthBytes);
    place += lengthBytes + part.length;
  }
  return joined;
}

/** The byte strings that were joined, each with memory of its own, or null when the last one is not whole. */
export function splitFrames(joined: Uint8Array): readonly Uint8Array[] | null {
  const view = new DataView(joined.buffer, joined.byteOffset, joined.length);
  const parts: Uint8Array[] = [];
  let place = 0;
  while (place < joined.length) {
    if (place + lengthBytes > joined.length) return null;
    const begin = place + lengthBytes;
    place = begin + view.getUint32(place);
    if (place > joined.length) return null;
    parts.push(joined.slice(begin, place));
  }
  return parts;
}
