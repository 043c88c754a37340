import { crc32 } from "../crc32.ts";
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

/** So many settled commands are kept: about a day's, to show what was done after the local database was lost. */
export const settledKept = 300;

/** The commands that a journal says are settled, in the order in which it first heard so. */
export function settledIn(entries: readonly JournalEntry[]): ReadonlySet<string> {
  return new Set(entries.flatMap((entry) => (entry.kind === "settled" ? entry.commandIds : [])));
}

/**
 * What a journal has to keep: who the device is, the largest sequence, what is not settled, and what was settled last: of
 * a command that was put off, the server may lose what it did long after it lost nothing of its neighbours any more.
 */
export function compact(entries: readonly JournalEntry[], keep: number = settledKept): readonly JournalEntry[] {
  const settled = settledIn(entries);
  const commands = entries.filter((entry) => entry.kind === "command");
  const here = new Set(commands.map(({ command }) => command.id));
  const done = [...settled].filter((id) => here.has(id));
  const newest = new Set(done.slice(Math.max(0, done.length - keep)));
  const kept = commands.filter(({ command }) => newest.has(command.id) || !settled.has(command.id));
  const identities = entries.filter((entry) => entry.kind === "identity");
  const identity = identities.at(-1);
  const sequence = Math.max(
    0,
    ...[...identities, ...commands.map(({ command }) => command)].map((one) => one.sequence),
  );
  return [
    ...(identity === undefined ? [] : [{ ...identity, sequence }]),
    ...kept,
    ...(newest.size === 0 ? [] : [{ kind: "settled" as const, commandIds: [...newest] }]),
  ];
}
