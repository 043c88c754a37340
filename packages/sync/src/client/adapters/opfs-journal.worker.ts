import { type JournalAction, type JournalFile, serveJournal } from "../journal-files.ts";
import type { JournalEntry } from "../ports.ts";

/**
 * The worker that owns the journal's files: only a dedicated worker gets synchronous handles with `flush()`
 * (https://developer.mozilla.org/docs/Web/API/FileSystemSyncAccessHandle).
 */
export type JournalRequest = JournalAction & { readonly id: number };

export type JournalReply =
  | { readonly id: number; readonly ok: true; readonly entries: readonly JournalEntry[] }
  | { readonly id: number; readonly ok: false; readonly message: string };

/** The parts of a handle that TypeScript's DOM library, which has pages in mind, does not know. */
interface SyncHandle extends JournalFile {
  readonly close: () => void;
}

const names = ["journal-a.log", "journal-b.log"] as const;

addEventListener("message", (event: MessageEvent<JournalRequest>) => {
  const request = event.data;
  // One page at a time: a handle is exclusive, and compaction must not run beside an append.
  navigator.locks
    .request("balcao-journal", () => withFiles((files) => serveJournal(request, files)))
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
