import { compact, decodeEntries, encodeEntry } from "../journal-codec.ts";
import type { JournalEntry } from "../ports.ts";

/**
 * The worker that owns the journal's files: only a dedicated worker gets synchronous handles with `flush()`
 * (https://developer.mozilla.org/docs/Web/API/FileSystemSyncAccessHandle). Two files take turns: compaction writes what
 * is left into the one that is not in use and flushes it before it empties the other, so that a kill at any moment
 * leaves every entry in at least one. Reading takes both; an entry that is in both counts once.
 */
export type JournalRequest =
  | { readonly id: number; readonly do: "append"; readonly entry: JournalEntry }
  | { readonly id: number; readonly do: "read" }
  | { readonly id: number; readonly do: "settle"; readonly commandIds: readonly string[] };

export type JournalReply =
  | { readonly id: number; readonly ok: true; readonly entries: readonly JournalEntry[] }
  | { readonly id: number; readonly ok: false; readonly message: string };

/** The parts of the worker's scope that are used here; TypeScript's DOM library has pages in mind. */
interface SyncHandle {
  readonly getSize: () => number;
  readonly read: (buffer: Uint8Array, at: { readonly at: number }) => number;
  readonly write: (buffer: Uint8Array, at: { readonly at: number }) => number;
  readonly truncate: (size: number) => void;
  readonly flush: () => void;
  readonly close: () => void;
}

/** Bytes. What may not be dropped can be more than this; then each settlement rewrites it, which takes milliseconds. */
const compactBeyond = 1_000_000;
const names = ["journal-a.log", "journal-b.log"] as const;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

addEventListener("message", (event: MessageEvent<JournalRequest>) => {
  const request = event.data;
  // One page at a time: a handle is exclusive, and compaction must not run beside an append.
  navigator.locks
    .request("balcao-journal", () => withFiles((files) => serve(request, files)))
    .then(
      (entries) => reply({ id: request.id, ok: true, entries }),
      (error: unknown) => reply({ id: request.id, ok: false, message: String(error) }),
    );
});

function reply(message: JournalReply): void {
  postMessage(message);
}

type Files = readonly [SyncHandle, SyncHandle];

/** Handles that stay open, where the browser lets several pages of the device have one; the lock still takes turns. */
let kept: Files | undefined;

async function withFiles<T>(work: (files: Files) => T): Promise<T> {
  const files = kept ?? (await openFiles());
  try {
    return work(files);
  } catch (error) {
    // A handle may have died with the files behind it: the next request opens its own.
    close(files);
    kept = undefined;
    throw error;
  } finally {
    if (files !== kept) close(files);
  }
}

/** Opening costs more than the write itself, so shared handles are kept; a browser without them gets them each time. */
async function openFiles(): Promise<Files> {
  const shared = await openAll({ mode: "readwrite-unsafe" });
  // A browser that does not know the mode hands out exclusive handles and refuses these.
  const proof = await openAll({ mode: "readwrite-unsafe" }).catch(() => null);
  if (proof === null) return shared;
  close(proof);
  kept = shared;
  return shared;
}

async function openAll(options: { readonly mode: string }): Promise<Files> {
  const root = await navigator.storage.getDirectory();
  const open: SyncHandle[] = [];
  try {
    for (const name of names) {
      const file = (await root.getFileHandle(name, { create: true })) as FileSystemFileHandle & {
        readonly createSyncAccessHandle: (options: { readonly mode: string }) => Promise<SyncHandle>;
      };
      open.push(await file.createSyncAccessHandle(options));
    }
    return open as [SyncHandle, SyncHandle];
  } catch (error) {
    close(open);
    throw error;
  }
}

function close(handles: readonly SyncHandle[]): void {
  for (const handle of handles) handle.close();
}

function serve(request: JournalRequest, files: Files): readonly JournalEntry[] {
  switch (request.do) {
    case "append":
      append(inUse(files), [request.entry]);
      return [];
    case "read":
      return readAll(files);
    case "settle":
      append(inUse(files), [{ kind: "settled", commandIds: request.commandIds }]);
      if (inUse(files).getSize() > compactBeyond) rewrite(files, compact(readAll(files)));
      return [];
  }
}

/** The file that entries go to: the one that is not empty, the first when both are. */
function inUse([a, b]: Files): SyncHandle {
  return b.getSize() > 0 && a.getSize() === 0 ? b : a;
}

function append(file: SyncHandle, entries: readonly JournalEntry[]): void {
  // A torn last line is ended first, so that it cannot swallow the new one.
  const text = `${endsWell(file) ? "" : "\n"}${entries.map(encodeEntry).join("")}`;
  const bytes = encoder.encode(text);
  const at = file.getSize();
  for (let done = 0; done < bytes.length;) done += file.write(bytes.subarray(done), { at: at + done });
  file.flush();
}

function endsWell(file: SyncHandle): boolean {
  const size = file.getSize();
  if (size === 0) return true;
  const last = new Uint8Array(1);
  file.read(last, { at: size - 1 });
  return last[0] === 10;
}

function readAll(files: readonly SyncHandle[]): readonly JournalEntry[] {
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

function rewrite(files: readonly [SyncHandle, SyncHandle], entries: readonly JournalEntry[]): void {
  const old = inUse(files);
  const next = old === files[0] ? files[1] : files[0];
  next.truncate(0);
  append(next, entries);
  old.truncate(0);
  old.flush();
}
