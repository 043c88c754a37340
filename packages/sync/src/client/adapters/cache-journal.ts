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
      // The identity is written first: it carries the largest sequence that the settled commands used.
      const [identity] = compact(await read(), new Set(commandIds));
      if (identity?.kind === "identity") await append(identity);
      for (const id of commandIds) await cache.delete(`/__journal/${id}`);
    },
  };
}

function pathOf(entry: JournalEntry): string {
  return entry.kind === "identity" ? identityPath : `/__journal/${entry.command.id}`;
}
