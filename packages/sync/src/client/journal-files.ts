import { compact, decodeEntries, encodeEntry, settledKept } from "./journal-codec.ts";
import type { JournalEntry } from "./ports.ts";

/** A file with synchronous access, as FileSystemSyncAccessHandle gives it. */
export interface JournalFile {
  readonly getSize: () => number;
  readonly read: (buffer: Uint8Array, at: { readonly at: number }) => number;
  readonly write: (buffer: Uint8Array, at: { readonly at: number }) => number;
  readonly truncate: (size: number) => void;
  /** Returns when what was written is on disk. */
  readonly flush: () => void;
}

export type JournalAction =
  | { readonly do: "append"; readonly entry: JournalEntry }
  | { readonly do: "read" }
  | { readonly do: "settle"; readonly commandIds: readonly string[] };

export interface JournalLimits {
  /** Bytes. What may not be dropped can be more than this; then each settlement rewrites it, which takes milliseconds. */
  readonly compactBeyond: number;
  /** How many settled commands stay. */
  readonly keep: number;
}

export const journalLimits: JournalLimits = { compactBeyond: 1_000_000, keep: settledKept };

type Files = readonly [JournalFile, JournalFile];

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/**
 * Does one thing with the journal's two files, which take turns: compaction writes what is left into the one that is not
 * in use and flushes it before it empties the other, so that a kill at any moment leaves every entry in at least one.
 * Reading takes both; an entry that is in both counts once. The caller lets nobody else at the files meanwhile.
 */
export function serveJournal(
  action: JournalAction,
  files: Files,
  limits: JournalLimits = journalLimits,
): readonly JournalEntry[] {
  switch (action.do) {
    case "append":
      append(inUse(files), [action.entry]);
      return [];
    case "read":
      return readAll(files);
    case "settle":
      append(inUse(files), [{ kind: "settled", commandIds: action.commandIds }]);
      if (inUse(files).getSize() > limits.compactBeyond) rewrite(files, compact(readAll(files), limits.keep));
      return [];
  }
}

/** The file that entries go to: the one that is not empty, the first when both are. */
function inUse([a, b]: Files): JournalFile {
  return b.getSize() > 0 && a.getSize() === 0 ? b : a;
}

function append(file: JournalFile, entries: readonly JournalEntry[]): void {
  // A torn last line is ended first, so that it cannot swallow the new one.
  const text = `${endsWell(file) ? "" : "\n"}${entries.map(encodeEntry).join("")}`;
  const bytes = encoder.encode(text);
  const at = file.getSize();
  for (let done = 0; done < bytes.length;) done += file.write(bytes.subarray(done), { at: at + done });
  file.flush();
}

function endsWell(file: JournalFile): boolean {
  const size = file.getSize();
  if (size === 0) return true;
  const last = new Uint8Array(1);
  file.read(last, { at: size - 1 });
  return last[0] === 10;
}

function readAll(files: readonly JournalFile[]): readonly JournalEntry[] {
  const seen = new Set<string>();
  return files.flatMap((file) => {
    const bytes = new Uint8Array(file.getSize());
    file.read(bytes, { at: 0 });
    return decodeEntries(decoder.decode(bytes)).entries.filter((entry) => {
      if (entry.kind !== "command") return true;
      if (seen.has(entry.command.id)) return false;
      seen.add(entry.command.id);
      return true;
    });
  });
}

function rewrite(files: Files, entries: readonly JournalEntry[]): void {
  const old = inUse(files);
  const next = old === files[0] ? files[1] : files[0];
  // A compaction that was cut off left entries in both files, some perhaps in the other one alone.
  if (next.getSize() > 0) append(old, readAll([next]));
  next.truncate(0);
  append(next, entries);
  old.truncate(0);
  old.flush();
}
