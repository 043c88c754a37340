import type { BrandRow, ProductRow, Unit } from "@balcao/shared/catalog/rows";
import { foldText, searchTokens } from "@balcao/shared/catalog/search-text";
import { scaleItemKey } from "@balcao/shared/catalog/barcode";
import { BestOf } from "../../kernel/best-of.ts";

/** What a list of products shows before prices and levels come. */
export interface IndexedProduct {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly unit: Unit;
}

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

interface Entry extends IndexedProduct {
  /** Folded, a space on both sides: the name, then SKU and barcodes. */
  readonly words: string;
  /** Where the name ends in `words`. */
  readonly nameEnd: number;
  readonly popularity: number;
  readonly brand: number;
  readonly category: number;
}

interface Match {
  readonly entry: Entry;
  /** 0: the code itself; 1: the name begins so; 2: words of the name, from its first; 3: words of the name; 4: other words. */
  readonly tier: number;
}

const none = 0;

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

  get size(): number {
    return this.#entries.length;
  }

  /** Takes a product in, anew or for the first time. An inactive one is taken out. */
  put(product: ProductRow): void {
    if (product.status !== "active") return this.remove(product.id);
    const entry = this.#entryOf(product);
    const place = this.#places.get(product.id) ?? this.#entries.length;
    this.#entries[place] = entry;
    this.#places.set(product.id, place);
  }

  remove(id: string): void {
    const place = this.#places.get(id);
    if (place === undefined) return;
    this.#places.delete(id);
    const last = this.#entries.pop();
    if (last === undefined || last.id === id) return;
    this.#entries[place] = last;
    this.#places.set(last.id, place);
  }

  clear(): void {
    this.#entries.length = 0;
    this.#places.clear();
  }

  /** Names a brand; products of it are found by the name from now on. */
  putBrand(brand: BrandRow): void {
    this.#brandWords[this.#codeOf(brand.id)] = ` ${foldText(brand.name)}`;
  }

  removeBrand(id: string): void {
    this.#brandWords[this.#codeOf(id)] = "";
  }

  /** The products that match every word, the best first. */
  search({ text, categoryId, limit }: SearchQuery): SearchResult {
    const tokens = searchTokens(text).map((token) => ` ${token}`);
    const phrase = tokens.join("");
    const category = categoryId === null ? null : this.#codeOf(categoryId);
    const brands = tokens.map((token) => this.#brandWords.map((words) => words.includes(token)));
    const best = new BestOf<Match>(limit, comesBefore);
    let total = 0;
    for (const entry of this.#entries) {
      if (category !== null && entry.category !== category) continue;
      const tier = tierOf(entry, tokens, phrase, brands);
      if (tier === null) continue;
      total += 1;
      best.offer({ entry, tier });
    }
    return { total, products: best.sorted().map((match) => match.entry) };
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
    return {
      id,
      sku,
      name,
      unit,
      words: `${folded}${foldText(sku)} ${barcodes.join(" ")} `,
      nameEnd: folded.length - 1,
      popularity,
      brand: brandId === null ? none : this.#codeOf(brandId),
      category: categoryId === null ? none : this.#codeOf(categoryId),
    };
  }

  /** A small number for an id: 36 characters in each of 100,000 entries would be memory for nothing. */
  #codeOf(id: string): number {
    const known = this.#codes.get(id);
    if (known !== undefined) return known;
    const code = this.#codes.size + 1;
    this.#codes.set(id, code);
    this.#brandWords[code] = "";
    return code;
  }
}

/** How well an entry matches, or null when some word is nowhere in it. */
function tierOf(
  entry: Entry,
  tokens: readonly string[],
  phrase: string,
  brands: readonly (readonly boolean[])[],
): number | null {
  const { words, nameEnd } = entry;
  let inName = true;
  for (let index = 0; index < tokens.length; index += 1) {
    const place = words.indexOf(tokens[index] ?? "");
    if (place >= 0 && place < nameEnd) continue;
    if (place < 0 && brands[index]?.[entry.brand] !== true) return null;
    inName = false;
  }
  if (tokens.length === 0) return 4;
  if (words.startsWith(phrase)) return 1;
  if (!inName) return words.indexOf(`${phrase} `) >= nameEnd ? 0 : 4;
  return words.startsWith(tokens[0] ?? "") ? 2 : 3;
}

function comesBefore(a: Match, b: Match): boolean {
  if (a.tier !== b.tier) return a.tier < b.tier;
  if (a.entry.popularity !== b.entry.popularity) return a.entry.popularity > b.entry.popularity;
  return a.entry.words < b.entry.words;
}
