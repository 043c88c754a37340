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
import { Vocabulary } from "./vocabulary.ts";

export interface SearchQuery {
  /** Any words of name, brand, SKU or barcode, or their beginnings; empty asks for everything. */
  readonly text: string;
  /** Null for every category. */
  readonly categoryId: string | null;
  /** How many of the best are wanted. */
  readonly limit: number;
  /** When nothing matches, what was most likely meant is searched for. */
  readonly forgiving?: boolean;
}

export interface SearchResult {
  /** How many products match, however many are given. */
  readonly total: number;
  readonly products: readonly IndexedProduct[];
  /** What was searched for in place of the text, in which there were slips; null when the text itself was. */
  readonly meant: string | null;
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
  readonly #vocabulary = new Vocabulary();
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
    const before = this.#entries[place];
    if (before !== undefined) this.#vocabulary.remove(nameOf(before));
    this.#vocabulary.add(nameOf(entry));
    this.#entries[place] = entry;
    this.#places.set(product.id, place);
  }

  remove(id: string): void {
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#last = null;
    this.#places.delete(id);
    const gone = this.#entries[place];
    if (gone !== undefined) this.#vocabulary.remove(nameOf(gone));
    const last = this.#entries.pop();
    if (last === undefined || last.id === id) return;
    this.#entries[place] = last;
    this.#places.set(last.id, place);
  }

  clear(): void {
    this.#last = null;
    this.#entries.length = 0;
    this.#places.clear();
    this.#vocabulary.clear();
    for (const words of this.#brandWords) this.#vocabulary.add(wordsOf(words));
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
  search(query: SearchQuery): SearchResult {
    const found = this.#search(query);
    if (found.total > 0 || query.forgiving !== true) return found;
    const tokens = searchTokens(query.text);
    const meant = tokens.map((token) => this.#vocabulary.meant(token) ?? token);
    if (meant.every((word, index) => word === tokens[index])) return found;
    const text = meant.join(" ");
    const better = this.#search({ ...query, text });
    return better.total > 0 ? { ...better, meant: text } : found;
  }

  #search({ text, categoryId, limit }: SearchQuery): SearchResult {
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
    return { total: matches.length, products: best.sorted().map((match) => match.entry), meant: null };
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
    this.#vocabulary.remove(wordsOf(this.#brandWords[code] ?? ""));
    this.#vocabulary.add(wordsOf(words));
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

function nameOf({ words, nameEnd }: Entry): readonly string[] {
  return wordsOf(words.slice(0, nameEnd));
}

function wordsOf(folded: string): readonly string[] {
  return folded.split(" ").filter((word) => word !== "");
}
