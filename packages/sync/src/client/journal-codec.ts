import type { JournalEntry } from "./ports.ts";

/**
 * The journal's file format: one line per entry, `<crc32 in hex> <JSON>\n`. A line that a power cut tore, or that rotted,
 * does not match its sum and is skipped; the lines around it are unharmed.
 */
export function encodeEntry(entry: JournalEntry): string {
  const json = JSON.stringify(entry);
  return `${crc32(json).toString(16).padStart(8, "0")} ${json}\n`;
}

/** The whole entries of a journal's text, and how many lines were unreadable. */
export function decodeEntries(text: string): { readonly entries: readonly JournalEntry[]; readonly torn: number } {
  const entries: JournalEntry[] = [];
  let torn = 0;
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const json = line.slice(9);
    if (line[8] === " " && line.slice(0, 8) === crc32(json).toString(16).padStart(8, "0")) {
      entries.push(JSON.parse(json) as JournalEntry);
    } else torn += 1;
  }
  return { entries, torn };
}

/** What a journal has to keep when `settled` commands need it no longer: who the device is, the largest sequence, the rest. */
export function compact(entries: readonly JournalEntry[], settled: ReadonlySet<string>): readonly JournalEntry[] {
  const identity = entries.findLast((entry) => entry.kind === "identity");
  const sequence = Math.max(0, ...entries.map((entry) => (entry.kind === "command" ? entry.command.sequence : entry.sequence)));
  const kept = entries.filter((entry) => entry.kind === "command" && !settled.has(entry.command.id));
  return identity === undefined ? kept : [{ kind: "identity", identity: identity.identity, sequence }, ...kept];
}

const table = new Uint32Array(256).map((_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

/** CRC-32 (ISO 3309, as in zlib) of a text's UTF-8 bytes. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (const byte of new TextEncoder().encode(text)) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
