/** A stream of pseudo-random numbers that depends on its seed alone. */
export interface Random {
  /** In [0, 1). */
  readonly next: () => number;
  /** A whole number in [from, until). */
  readonly int: (from: number, until: number) => number;
  readonly chance: (probability: number) => boolean;
  readonly pick: <T>(from: readonly T[]) => T;
  /** A stream of its own, which draws from this one do not disturb. */
  readonly fork: (name: string) => Random;
}

/**
 * The generator sfc32 (Chris Doty-Humphrey, PractRand), seeded by a hash of a text. Streams are named, so that taking
 * one action out of a history leaves the luck of all others as it was: that is what makes shrinking work.
 */
export function randomFrom(seed: string): Random {
  let [a, b, c, counter] = hashOf(seed);
  const next = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let n = 0; n < 12; n += 1) next();
  const int = (from: number, until: number): number => from + Math.floor(next() * (until - from));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (from) => {
      const picked = from[int(0, from.length)];
      if (from.length === 0) throw new Error("nothing to pick from");
      return picked as (typeof from)[number];
    },
    fork: (name) => randomFrom(`${seed}/${name}`),
  };
}

/** Four words of state from a text (xmur3, Bryc 2018). */
function hashOf(text: string): [number, number, number, number] {
  let h = 1779033703 ^ text.length;
  for (let index = 0; index < text.length; index += 1) {
    h = Math.imul(h ^ text.charCodeAt(index), 3432918353);
    h = (h << 13) | (h >>> 19);
  }
  const word = (): number => {
    h = Math.imul(h ^ (h >>> 16), 2246822507);
    h = Math.imul(h ^ (h >>> 13), 3266489909);
    h ^= h >>> 16;
    return h | 0;
  };
  return [word(), word(), word(), word()];
}
