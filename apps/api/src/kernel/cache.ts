export interface Cache<V> {
  readonly get: (key: string) => V | undefined;
  readonly set: (key: string, value: V) => void;
  readonly delete: (key: string) => void;
  /** Drops every entry whose value matches. */
  readonly deleteWhere: (matches: (value: V) => boolean) => void;
  readonly size: () => number;
}

/** Keeps at most `capacity` values for at most `ttl` milliseconds; the one unused for longest goes first. */
export function createCache<V>(options: {
  readonly capacity: number;
  readonly ttl: number;
  readonly now?: () => number;
}): Cache<V> {
  const now = options.now ?? Date.now;
  // A Map keeps the order of insertion, so the first key is the one unused for longest.
  const entries = new Map<string, { readonly value: V; readonly until: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      entries.delete(key);
      if (entry.until <= now()) return undefined;
      entries.set(key, entry);
      return entry.value;
    },
    set(key, value) {
      entries.delete(key);
      entries.set(key, { value, until: now() + options.ttl });
      const [oldest] = entries.keys();
      if (entries.size > options.capacity && oldest !== undefined) entries.delete(oldest);
    },
    delete: (key) => void entries.delete(key),
    deleteWhere(matches) {
      for (const [key, { value }] of entries) if (matches(value)) entries.delete(key);
    },
    size: () => entries.size,
  };
}
