import { useEffect, useState, useSyncExternalStore } from "react";
import { readStorageFacts, type StorageFacts } from "../../kernel/sync/storage.ts";
import { type StorageWatch, storageWatch } from "../../kernel/sync/storage-watch.ts";
import { useNow } from "../../kernel/use-now.ts";
import { type StorageWarning, storageWarnings } from "./storage-health.ts";
import { useOutboxFacts } from "./use-outbox-facts.ts";

export interface StorageHealth {
  /** Null until the browser has said, or when it does not say. */
  readonly storage: StorageFacts | null;
  readonly watch: StorageWatch;
  readonly warnings: readonly StorageWarning[];
  /** Asks the browser again. */
  readonly refresh: () => void;
}

/** How the storage of this tablet is doing, asked anew each minute. */
export function useStorageHealth(): StorageHealth {
  const [storage, setStorage] = useState<StorageFacts | null>(null);
  const watch = useSyncExternalStore(storageWatch.subscribe, storageWatch.get);
  const outbox = useOutboxFacts();
  const now = useNow();
  const refresh = () => {
    readStorageFacts().then(setStorage, (error: unknown) =>
      console.warn("the browser does not tell about storage", error),
    );
  };
  useEffect(refresh, [now]);
  const oldest = outbox?.oldestAt ?? null;
  // What the browser does not say is not warned of.
  const { persistent, used, quota, forgetful } = storage ?? { persistent: true, used: 0, quota: 0, forgetful: false };
  const oldestUnsentAt = oldest === null ? null : Date.parse(oldest);
  const warnings = storageWarnings({ persistent, used, quota, forgetful, oldestUnsentAt, now, ...watch });
  return { storage, watch, warnings, refresh };
}
