import fc from "fast-check";
import { expect, test } from "vitest";
import { slipsToBegin, Vocabulary } from "./vocabulary.ts";

function knowing(...words: readonly string[]): Vocabulary {
  const vocabulary = new Vocabulary();
  vocabulary.add(words);
  return vocabulary;
}

test.each([
  ["a letter is missing", "fejao", "feijao"],
  ["a letter is wrong", "arros", "arroz"],
  ["a letter is too many", "fejijao", "feijao"],
  ["two letters are exchanged", "fiejao", "feijao"],
  ["only the beginning was typed", "detreg", "detergente"],
  ["two slips in a long word", "ditergemte", "detergente"],
])("what was meant is found when %s", (_, typed, meant) => {
  const vocabulary = knowing("arroz", "feijao", "detergente", "oleo");
  expect(vocabulary.meant(typed)).toBe(meant);
});

test("a word has one slip from five letters on, and two from eight on", () => {
  const vocabulary = knowing("colas", "farinha", "abacaxis");
  expect(["cilos", "ferunha", "ubacaxos"].map((typed) => vocabulary.meant(typed))).toEqual([null, null, "abacaxis"]);
});

test("nothing is meant but what was typed when some word begins so", () => {
  expect(knowing("arroba", "arroz").meant("arro")).toBeNull();
});

test("words of four letters or fewer and codes are taken as they are", () => {
  const vocabulary = knowing("pao", "roca", "7891000315507");
  expect(vocabulary.meant("pau")).toBeNull();
  expect(vocabulary.meant("coca")).toBeNull();
  expect(vocabulary.meant("7891000315508")).toBeNull();
});

test("of words as near as each other the more common is meant", () => {
  const vocabulary = knowing("molas", "colas", "colas");
  expect(vocabulary.meant("tolas")).toBe("colas");
  vocabulary.remove(["colas", "colas"]);
  expect(vocabulary.meant("tolas")).toBe("molas");
});

/** The same distance, written down as it is defined. */
function byDefinition(a: string, b: string): number {
  if (a === "" || b === "") return a.length + b.length;
  const rest = (x: number, y: number) => byDefinition(a.slice(0, a.length - x), b.slice(0, b.length - y));
  const exchanged = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  return Math.min(
    rest(1, 1) + (a.at(-1) === b.at(-1) ? 0 : 1),
    rest(1, 0) + 1,
    rest(0, 1) + 1,
    exchanged ? rest(2, 2) + 1 : Number.POSITIVE_INFINITY,
  );
}

test("slips are those of the best beginning of a word", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 5 });
  fc.assert(
    fc.property(text, text, (word, token) => {
      const beginnings = Array.from({ length: word.length + 1 }, (_, end) => word.slice(0, end));
      const least = Math.min(...beginnings.map((beginning) => byDefinition(beginning, token)));
      const slips = slipsToBegin(word, token, 2);
      expect(least > 2 ? slips > 2 : slips === least).toBe(true);
    }),
  );
});
