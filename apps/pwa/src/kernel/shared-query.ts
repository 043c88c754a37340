import { liveQuery, type Subscription } from "dexie";

/** A live query that any number of components follow, and that asks the database once for all of them. */
export interface SharedQuery<T> {
  readonly subscribe: (listener: () => void) => () => void;
  /** The newest answer, undefined until there is one. Throws what the query failed with. */
  readonly get: () => T | undefined;
}

/** Asks as long as somebody listens, and again whenever what was read has changed. For `useSyncExternalStore`. */
export function createSharedQuery<T>(read: () => Promise<T>): SharedQuery<T> {
  const listeners = new Set<() => void>();
  let state: { readonly value: T } | { readonly error: unknown } | null = null;
  let following: Subscription | null = null;

  const tell = (next: typeof state) => {
    state = next;
    for (const listener of listeners) listener();
  };

  return {
    get: () => {
      if (state !== null && "error" in state) throw state.error;
      return state?.value;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      following ??= liveQuery(read).subscribe({
        next: (value) => tell({ value }),
        error: (error: unknown) => tell({ error }),
      });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        following?.unsubscribe();
        following = null;
        // What nobody follows is not known any more.
        state = null;
      };
    },
  };
}
