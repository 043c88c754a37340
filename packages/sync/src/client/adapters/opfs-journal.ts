import type { JournalAction } from "../journal-files.ts";
import type { Journal, JournalEntry } from "../ports.ts";
import type { JournalReply } from "./opfs-journal.worker.ts";

/** The journal in the origin's private file system, through its dedicated worker (opfs-journal.worker.ts). */
export function opfsJournal(worker: Worker): Journal {
  let last = 0;
  const waiting = new Map<
    number,
    { readonly done: (entries: readonly JournalEntry[]) => void; readonly fail: (error: Error) => void }
  >();
  worker.addEventListener("message", (event: MessageEvent<JournalReply>) => {
    const reply = event.data;
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.ok) asked?.done(reply.entries);
    else asked?.fail(new Error(`the journal could not be written: ${reply.message}`));
  });
  worker.addEventListener("error", (event) => {
    for (const asked of waiting.values()) asked.fail(new Error(`the journal's worker failed: ${event.message}`));
    waiting.clear();
  });
  const ask = (request: JournalAction): Promise<readonly JournalEntry[]> =>
    new Promise((done, fail) => {
      last += 1;
      waiting.set(last, { done, fail });
      worker.postMessage({ ...request, id: last });
    });
  return {
    append: async (entry) => {
      await ask({ do: "append", entry });
    },
    read: () => ask({ do: "read" }),
    settle: async (commandIds) => {
      await ask({ do: "settle", commandIds });
    },
  };
}
