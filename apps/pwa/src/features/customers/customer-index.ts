import { foldText, matchesTokens, searchTokens } from "@balcao/shared/catalog/search-text";
import type { CustomerRow } from "@balcao/shared/customers/rows";
import { BestOf } from "../../kernel/best-of.ts";

export interface CustomerSearch {
  /** How many customers match, however many are given. */
  readonly total: number;
  readonly customers: readonly CustomerRow[];
}

interface Entry {
  readonly customer: CustomerRow;
  readonly words: string;
}

/** The customers in memory, found by any words of their names or the beginnings of these. */
export class CustomerIndex {
  readonly #entries = new Map<string, Entry>();

  get size(): number {
    return this.#entries.size;
  }

  put(customer: CustomerRow): void {
    this.#entries.set(customer.id, { customer, words: foldText(customer.name) });
  }

  remove(id: string): void {
    this.#entries.delete(id);
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Those whose names have every word, by name; everybody when nothing is asked. */
  search(text: string, limit: number): CustomerSearch {
    const tokens = searchTokens(text);
    const best = new BestOf<Entry>(limit, (a, b) => a.words < b.words);
    let total = 0;
    for (const entry of this.#entries.values()) {
      if (!matchesTokens(entry.words, tokens)) continue;
      total += 1;
      best.offer(entry);
    }
    return { total, customers: best.sorted().map(({ customer }) => customer) };
  }
}
