/** What a slice can find out for many commands of a push at once; `T` is what it finds. */
export interface AheadKey<T> {
  readonly name: string;
  /** Only there to tie the key to its type. */
  readonly found?: T;
}

/**
 * What a push has read for all its commands before it decides the first: a queue that drains costs round trips, not
 * rows. Who finds nothing here asks the database.
 */
export class ReadAhead {
  readonly #found = new Map<AheadKey<unknown>, unknown>();

  set<T>(key: AheadKey<T>, found: T): void {
    this.#found.set(key, found);
  }

  get<T>(key: AheadKey<T>): T | undefined {
    return this.#found.get(key) as T | undefined;
  }
}
