import { cacheJournal } from "@balcao/sync/client/adapters/cache-journal";
import { opfsJournal } from "@balcao/sync/client/adapters/opfs-journal";
import journalWorkerUrl from "@balcao/sync/client/adapters/opfs-journal.worker?worker&url";
import type { Journal } from "@balcao/sync/client/ports";
import { trustedScriptUrl } from "../trusted-types.ts";
import { watchedJournal } from "./storage-watch.ts";

let journal: Journal | undefined;

/** The journal of this browser, for pages: in private files, or in Cache Storage where there are none. */
export function pageJournal(): Journal {
  journal ??=
    "storage" in navigator && "getDirectory" in navigator.storage
      ? watchedJournal(opfsJournal(new Worker(trustedScriptUrl(journalWorkerUrl), { type: "module" })), "files")
      : watchedJournal(cacheJournal(caches), "cache");
  return journal;
}
