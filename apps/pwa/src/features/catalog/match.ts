import type { Unit } from "@balcao/shared/catalog/rows";

/** What a list of products shows before prices and levels come. */
export interface IndexedProduct {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly unit: Unit;
}

/** A product as it is searched. */
export interface Entry extends IndexedProduct {
  /** Folded, a space on both sides: the name, then SKU and barcodes. */
  readonly words: string;
  /** Where the name ends in `words`. */
  readonly nameEnd: number;
  /** See `initialsOf`. */
  readonly initials: number;
  readonly popularity: number;
  readonly brand: number;
  readonly category: number;
}

/** An entry that matches a query, and how well. */
export interface Match {
  readonly entry: Entry;
  /** 0: the code itself; 1: the name begins so; 2: words of the name, from its first; 3: words of the name; 4: other words. */
  readonly tier: number;
}

/** The code of a brand or category that is not there. */
export const none = 0;

/** Stands where there is no entry yet. */
export const nothing: Entry = {
  id: "",
  sku: "",
  name: "",
  unit: "unit",
  words: "",
  nameEnd: 0,
  initials: 0,
  popularity: 0,
  brand: none,
  category: none,
};

/**
 * The first letters of all words as bits, one for each of a to z and a few for everything else: a product that lacks a
 * bit of the query cannot match, and most products are passed over by this alone. `words` have a space before each.
 */
export function initialsOf(words: string): number {
  let bits = 0;
  for (let at = words.indexOf(" "); at >= 0; at = words.indexOf(" ", at + 1)) {
    const letter = words.charCodeAt(at + 1) - 97;
    if (Number.isNaN(letter) || letter === -65) continue;
    bits |= 1 << (letter >= 0 && letter < 26 ? letter : 26 + (Math.abs(letter) % 6));
  }
  return bits;
}

/** How well an entry matches, or null when some word is nowhere in it. */
export function tierOf(
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

/** Whether a match comes before another: the better, then the more popular, then by name. */
export function comesBefore(a: Match, b: Match): boolean {
  if (a.tier !== b.tier) return a.tier < b.tier;
  if (a.entry.popularity !== b.entry.popularity) return a.entry.popularity > b.entry.popularity;
  return a.entry.words < b.entry.words;
}
