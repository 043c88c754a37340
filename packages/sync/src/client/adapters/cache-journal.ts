import { compact, decodeEntries, encodeEntry } from "../journal-codec.ts";
import type { Journal, JournalEntry } from "../ports.ts";

const cacheName = "balcao-journal";
const identityPath = "/__journal/identity";

/**
 * The journal in Cache Storage, for browsers without synchronous file handles: one response per command. Cache Storage
 * survives the loss of IndexedDB as files do.
 */
export function cacheJournal(storage: CacheStorage): Journal {
  const open = () => storage.open(cacheName);
  const read = async (): Promise<JournalEntry[]> => {
    const cache = await open();
    const entries: JournalEntry[] = [];
    for (const request of await cache.keys()) {
      const found = await cache.match(request);
      if (found !== undefined) entries.push(...decodeEntries(await found.text()).entries);
    }
    return entries;
  };
  const append = async (entry: JournalEntry) => {
    const cache = await open();
    await cache.put(pathOf(entry), new Response(encodeEntry(entry)));
  };
  return {
    read,
    append,
    settle: async (commandIds) => {
      const cache = await open();
      await append({ kind: "settled", commandIds });
      const entries = await read();
      const kept = compact(entries);
      const paths = new Set(kept.map(pathOf));
      // What carries the largest sequence and what is settled is written before anything is deleted.
      for (const entry of kept) if (entry.kind !== "command") await append(entry);
      await Promise.all(
        entries
          .map(pathOf)
          .filter((path) => !paths.has(path))
          .map((path) => cache.delete(path)),
      );
    },
  };
}

function pathOf(entry: JournalEntry): string {
  if (entry.kind === "identity") return identityPath;
  return entry.kind === "command" ? `/__journal/${entry.command.id}` : `/__journal/settled/${entry.commandIds[0]}`;
}
