/**
 * Slips that a word of this length may have. None below five letters, as in Meilisearch, where “coca” would be “roça”; two
 * from eight on, as in Algolia (their settings minWordSizeForTypos and minWordSizefor2Typos).
 */
function slipsIn(length: number): number {
  if (length < 5) return 0;
  return length < 8 ? 1 : 2;
}

/** The folded words of product and brand names, and in how many each stands. Of codes it knows nothing. */
export class Vocabulary {
  readonly #counts = new Map<string, number>();

  add(words: readonly string[]): void {
    for (const word of words) this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
  }

  remove(words: readonly string[]): void {
    for (const word of words) {
      const count = (this.#counts.get(word) ?? 0) - 1;
      if (count > 0) this.#counts.set(word, count);
      else this.#counts.delete(word);
    }
  }

  clear(): void {
    this.#counts.clear();
  }

  /**
   * The word whose beginning was most likely meant: the one with the fewest slips, and of those the most common. Null when
   * some word begins so, or none comes near.
   */
  meant(token: string): string | null {
    const most = slipsIn(token.length);
    if (most === 0 || /\d/.test(token)) return null;
    let best: { readonly word: string; readonly slips: number; readonly count: number } | null = null;
    for (const [word, count] of this.#counts) {
      if (word.startsWith(token)) return null;
      if (word.length < token.length - most) continue;
      const slips = slipsToBegin(word, token, most);
      if (slips > most) continue;
      if (best === null || slips < best.slips || (slips === best.slips && count > best.count)) {
        best = { word, slips, count };
      }
    }
    return best?.word ?? null;
  }
}

/**
 * How many slips (a letter wrong, missing, too many, or two exchanged: the optimal string alignment distance) lead from
 * `token` to some beginning of `word`; more than `most` when it takes more than that.
 */
export function slipsToBegin(word: string, token: string, most: number): number {
  const width = Math.min(word.length, token.length + most);
  let beforeLast: number[] = [];
  let last = Array.from({ length: width + 1 }, (_, column) => column);
  for (let row = 1; row <= token.length; row += 1) {
    const next = [row];
    let least = row;
    for (let column = 1; column <= width; column += 1) {
      const same = token[row - 1] === word[column - 1];
      let slips = Math.min(
        (last[column - 1] ?? 0) + (same ? 0 : 1),
        (last[column] ?? 0) + 1,
        (next[column - 1] ?? 0) + 1,
      );
      const exchanged =
        row > 1 && column > 1 && token[row - 1] === word[column - 2] && token[row - 2] === word[column - 1];
      if (exchanged) slips = Math.min(slips, (beforeLast[column - 2] ?? 0) + 1);
      next.push(slips);
      least = Math.min(least, slips);
    }
    if (least > most) return least;
    beforeLast = last;
    last = next;
  }
  return Math.min(...last);
}
