import type { Encoding } from "./mapping.ts";

/** What has been seen of a file's bytes so far. */
export interface ByteScan {
  /** The first four bytes. */
  readonly start: readonly number[];
  /** Continuation bytes still owed by a UTF-8 sequence, and the range the next one has to be in. */
  readonly owed: number;
  readonly low: number;
  readonly high: number;
  /** Well-formed sequences of two bytes and more. */
  readonly sequences: number;
  /** Bytes that no well-formed sequence holds. */
  readonly broken: number;
  /** Control characters that no text holds, NUL among them. */
  readonly controls: number;
  /** Bytes 81, 8D, 8F, 90 and 9D, which windows-1252 does not assign. */
  readonly unassigned: number;
}

export const emptyScan: ByteScan = {
  start: [],
  owed: 0,
  low: 0x80,
  high: 0xbf,
  sequences: 0,
  broken: 0,
  controls: 0,
  unassigned: 0,
};

/** Takes the next bytes of a file into the scan, checking UTF-8 as the Encoding Standard's decoder does (WHATWG, 8.1.1). */
export function scanBytes(scan: ByteScan, bytes: Uint8Array): ByteScan {
  let { owed, low, high, sequences, broken, controls, unassigned } = scan;
  for (const byte of bytes) {
    if (owed > 0) {
      if (byte >= low && byte <= high) {
        owed -= 1;
        low = 0x80;
        high = 0xbf;
        if (owed === 0) sequences += 1;
        if (isUnassigned(byte)) unassigned += 1;
        continue;
      }
      broken += 1;
      owed = 0;
      low = 0x80;
      high = 0xbf;
    }
    if (byte < 0x80) {
      if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 13) controls += 1;
      continue;
    }
    if (isUnassigned(byte)) unassigned += 1;
    owed = byte >= 0xc2 && byte <= 0xdf ? 1 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
    if (owed === 0) broken += 1;
    // Overlong forms, surrogates and what lies beyond U+10FFFF are not UTF-8.
    if (byte === 0xe0) low = 0xa0;
    if (byte === 0xed) high = 0x9f;
    if (byte === 0xf0) low = 0x90;
    if (byte === 0xf4) high = 0x8f;
  }
  const start = scan.start.length >= 4 ? scan.start : [...scan.start, ...bytes.subarray(0, 4)].slice(0, 4);
  return { start, owed, low, high, sequences, broken, controls, unassigned };
}

function isUnassigned(byte: number): boolean {
  return byte === 0x81 || byte === 0x8d || byte === 0x8f || byte === 0x90 || byte === 0x9d;
}

/**
 * The encoding of a file that was scanned to its end, or why it is no text. A byte order mark decides; else what is mostly
 * UTF-8 is UTF-8 (its broken lines are refused one by one), and the rest is windows-1252, the usual one of Brazilian systems.
 */
export function decideEncoding(scan: ByteScan): Encoding | "spreadsheet" | "binary" {
  const [first = -1, second = -1, third = -1] = scan.start;
  if (first === 0x50 && second === 0x4b) return "spreadsheet";
  if (first === 0xd0 && second === 0xcf && third === 0x11) return "spreadsheet";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (scan.controls > 0) return "binary";
  const broken = scan.broken + (scan.owed > 0 ? 1 : 0);
  if (broken <= scan.sequences) return "utf-8";
  return scan.unassigned === 0 ? "windows-1252" : "binary";
}
