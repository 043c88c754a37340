/**
 * The best `limit` of everything offered, in order, in one pass and without sorting the rest: a binary heap with the worst
 * of the kept on top. `before(a, b)` says that `a` comes first.
 */
export class BestOf<Item> {
  readonly #limit: number;
  readonly #before: (a: Item, b: Item) => boolean;
  readonly #heap: Item[] = [];

  constructor(limit: number, before: (a: Item, b: Item) => boolean) {
    this.#limit = limit;
    this.#before = before;
  }

  /** Whether an item would be among the best so far; spares making one that would not. */
  takes(item: Item): boolean {
    const [worst] = this.#heap;
    return this.#heap.length < this.#limit || (worst !== undefined && this.#before(item, worst));
  }

  offer(item: Item): void {
    if (!this.takes(item)) return;
    const heap = this.#heap;
    if (heap.length < this.#limit) {
      heap.push(item);
      this.#rise(heap.length - 1);
    } else {
      heap[0] = item;
      this.#sink(0);
    }
  }

  /** The best, first to last. */
  sorted(): Item[] {
    return this.#heap.toSorted((a, b) => (this.#before(a, b) ? -1 : Number(this.#before(b, a))));
  }

  #rise(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#isWorse(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  #sink(from: number): void {
    for (let at = from; ;) {
      const left = 2 * at + 1;
      const worse = this.#isWorse(left + 1, left) ? left + 1 : left;
      if (!this.#isWorse(worse, at)) return;
      this.#swap(at, worse);
      at = worse;
    }
  }

  /** Whether the item at `one` comes after the item at `other`; a place that is empty is worse than nothing. */
  #isWorse(one: number, other: number): boolean {
    const item = this.#heap[one];
    const than = this.#heap[other];
    return item !== undefined && than !== undefined && this.#before(than, item);
  }

  #swap(one: number, other: number): void {
    const item = this.#heap[one];
    const than = this.#heap[other];
    if (item === undefined || than === undefined) return;
    this.#heap[one] = than;
    this.#heap[other] = item;
  }
}
