import type { BrandRow, ProductRow } from "@balcao/shared/catalog/rows";
import { foldText, searchTokens } from "@balcao/shared/catalog/search-text";
import { scaleItemKey } from "@balcao/shared/catalog/barcode";
import { BestOf } from "../../kernel/best-of.ts";
import {
  comesBefore,
  type Entry,
  type IndexedProduct,
  initialsOf,
  type Match,
  none,
  nothing,
  tierOf,
} from "./match.ts";

export interface SearchQuery {
  /** Any words of name, brand, SKU or barcode, or their beginnings; empty asks for everything. */
  readonly text: string;
  /** Null for every category. */
  readonly categoryId: string | null;
  /** How many of the best are wanted. */
  readonly limit: number;
}

export interface SearchResult {
  /** How many products match, however many are given. */
  readonly total: number;
  readonly products: readonly IndexedProduct[];
}

/** What the last query matched: a longer one is looked for among these alone. */
interface Last {
  readonly tokens: readonly string[];
  readonly category: number | null;
  readonly matches: readonly Entry[];
}

/**
 * The active products in memory, for search as one types. A query is one pass over all of them: at 100,000 that is some
 * 15 ms on a desktop, and a change costs nothing but its own row.
 */
export class SearchIndex {
  readonly #entries: Entry[] = [];
  readonly #places = new Map<string, number>();
  readonly #codes = new Map<string, number>();
  /** Folded names of brands, by code. */
  readonly #brandWords: string[] = [""];
  readonly #brandInitials: number[] = [0];
  #last: Last | null = null;

  get size(): number {
    return this.#entries.length;
  }

  /** Takes a product in, anew or for the first time. An inactive one is taken out. */
  put(product: ProductRow): void {
    if (product.status !== "active") return this.remove(product.id);
    this.#last = null;
    const entry = this.#entryOf(product);
    const place = this.#places.get(product.id) ?? this.#entries.length;
    this.#entries[place] = entry;
    this.#places.set(product.id, place);
  }

  remove(id: string): void {
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#last = null;
    this.#places.delete(id);
    const last = this.#entries.pop();
    if (last === undefined || last.id === id) return;
    this.#entries[place] = last;
    this.#places.set(last.id, place);
  }

  clear(): void {
    this.#last = null;
    this.#entries.length = 0;
    this.#places.clear();
  }

  /** Names a brand; products of it are found by the name from now on. */
  putBrand(brand: BrandRow): void {
    this.#last = null;
    this.#nameBrand(brand.id, ` ${foldText(brand.name)}`);
  }

  removeBrand(id: string): void {
    this.#last = null;
    this.#nameBrand(id, "");
  }

  /** The products that match every word, the best first. */
  search({ text, categoryId, limit }: SearchQuery): SearchResult {
    const tokens = searchTokens(text).map((token) => ` ${token}`);
    const phrase = tokens.join("");
    const category = categoryId === null ? null : this.#codeOf(categoryId);
    const brands = tokens.map((token) => this.#brandWords.map((words) => words.includes(token)));
    const best = new BestOf<Match>(limit, comesBefore);
    const matches: Entry[] = [];
    const candidate = { entry: nothing, tier: 0 };
    const initials = initialsOf(tokens.join(""));
    for (const entry of this.#amongWhich(tokens, category)) {
      if (category !== null && entry.category !== category) continue;
      if (((entry.initials | (this.#brandInitials[entry.brand] ?? 0)) & initials) !== initials) continue;
      const tier = tierOf(entry, tokens, phrase, brands);
      if (tier === null) continue;
      matches.push(entry);
      candidate.entry = entry;
      candidate.tier = tier;
      if (best.takes(candidate)) best.offer({ entry, tier });
    }
    this.#last = { tokens, category, matches };
    return { total: matches.length, products: best.sorted().map((match) => match.entry) };
  }

  /** Where to look: what matches longer words matched their beginnings too. */
  #amongWhich(tokens: readonly string[], category: number | null): readonly Entry[] {
    const last = this.#last;
    if (last === null || (last.category !== null && last.category !== category)) return this.#entries;
    const narrower = last.tokens.every((before) => tokens.some((token) => token.startsWith(before)));
    return narrower ? last.matches : this.#entries;
  }

  /** The product of an SKU, written exactly so but for upper and lower case. */
  findSku(sku: string): IndexedProduct | undefined {
    const wanted = sku.toUpperCase();
    return this.#entries.find((entry) => entry.sku.length === wanted.length && entry.sku.toUpperCase() === wanted);
  }

  /** The product whose SKU a scale prints as `itemCode` (see `scaleItemKey`). */
  findScaleItem(itemCode: string): IndexedProduct | undefined {
    return this.#entries.find((entry) => entry.sku.endsWith(itemCode) && scaleItemKey(entry.sku) === itemCode);
  }

  #entryOf({ id, sku, name, unit, barcodes, popularity, brandId, categoryId }: ProductRow): Entry {
    const folded = ` ${foldText(name)} `;
    const words = `${folded}${foldText(sku)} ${barcodes.join(" ")} `;
    return {
      id,
      sku,
      name,
      unit,
      words,
      nameEnd: folded.length - 1,
      initials: initialsOf(words),
      popularity,
      brand: brandId === null ? none : this.#codeOf(brandId),
      category: categoryId === null ? none : this.#codeOf(categoryId),
    };
  }

  #nameBrand(id: string, words: string): void {
    const code = this.#codeOf(id);
    this.#brandWords[code] = words;
    this.#brandInitials[code] = initialsOf(words);
  }

  /** A small number for an id: 36 characters in each of 100,000 entries would be memory for nothing. */
  #codeOf(id: string): number {
    const known = this.#codes.get(id);
    if (known !== undefined) return known;
    const code = this.#codes.size + 1;
    this.#codes.set(id, code);
    this.#brandWords[code] = "";
    this.#brandInitials[code] = 0;
    return code;
  }
}
