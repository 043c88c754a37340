const encoder = new TextEncoder();

/** For a byte at each of four places, what it makes of the sum: four bytes go in one step ("slicing by 4"). */
const tables = makeTables();

function makeTables(): readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array] {
  const [first, ...rest] = Array.from({ length: 4 }, () => new Uint32Array(256)) as [Uint32Array, ...Uint32Array[]];
  for (let index = 0; index < 256; index += 1) {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
    first[index] = value;
  }
  for (let index = 0; index < 256; index += 1) {
    let value = first[index] ?? 0;
    for (const table of rest) {
      value = (first[value & 0xff] ?? 0) ^ (value >>> 8);
      table[index] = value;
    }
  }
  return [first, ...rest] as unknown as ReturnType<typeof makeTables>;
}

/** Beyond this many characters it is worth while to make bytes of a text first. */
const short = 256;

/** CRC-32 (ISO 3309, as in zlib) of a text's UTF-8 bytes. */
export function crc32(text: string): number {
  if (text.length > short) return crc32OfBytes(encoder.encode(text));
  const [table] = tables;
  let crc = 0xffffffff;
  for (let place = 0; place < text.length; place += 1) {
    const code = text.charCodeAt(place);
    // Ids are ASCII, where a character is its byte.
    if (code > 0x7f) return crc32OfBytes(encoder.encode(text));
    crc = (table[(crc ^ code) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** CRC-32 of bytes. */
export function crc32OfBytes(bytes: Uint8Array): number {
  const [one, two, three, four] = tables;
  let crc = 0xffffffff;
  let place = 0;
  for (; place + 4 <= bytes.length; place += 4) {
    crc ^=
      (bytes[place] ?? 0) |
      ((bytes[place + 1] ?? 0) << 8) |
      ((bytes[place + 2] ?? 0) << 16) |
      ((bytes[place + 3] ?? 0) << 24);
    crc =
      (four[crc & 0xff] ?? 0) ^
      (three[(crc >>> 8) & 0xff] ?? 0) ^
      (two[(crc >>> 16) & 0xff] ?? 0) ^
      (one[crc >>> 24] ?? 0);
  }
  for (; place < bytes.length; place += 1) crc = (one[(crc ^ (bytes[place] ?? 0)) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
