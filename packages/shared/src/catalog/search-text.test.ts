import fc from "fast-check";
import { expect, test } from "vitest";
import { foldText, matchesTokens, searchTokens } from "./search-text.ts";

test.each([
  ["Pão de Açúcar", "pao de acucar"],
  ["ŠUNKA U OVITKU GAVRILOVIĆ", "sunka u ovitku gavrilovic"],
  ["ĐUVEČ", "duvec"],
  ["Mlijeko 2.8% 1/1L", "mlijeko 2 8 1 1l"],
  ["Coca-Cola® (350 ml)", "coca cola 350 ml"],
  ["Straße", "strasse"],
  ["İstanbul", "istanbul"],
])("%s is searched as %s", (text, folded) => expect(foldText(text)).toBe(folded));

test("folding twice changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
    }),
  );
});

test("case and composed or decomposed accents find the same", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-zà-öø-ÿčćđšž ]{0,20}$/), (text) => {
      expect(foldText(text.toUpperCase())).toBe(foldText(text));
      expect(foldText(text.normalize("NFD"))).toBe(foldText(text));
    }),
  );
});

test("a text is found by the beginnings of its own words, in any order", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-zA-Zà-ö0-9]{1,8}$/), { minLength: 1, maxLength: 6 }), (words) => {
      const asked = words.map((word) => word.slice(0, 3)).toReversed();
      expect(matchesTokens(foldText(words.join(" ")), searchTokens(asked.join(", ")))).toBe(true);
    }),
  );
});

test("every word asked for has to be there", () => {
  expect(matchesTokens(foldText("Café Pilão 500 g"), searchTokens("pil cafe"))).toBe(true);
  expect(matchesTokens(foldText("Café Pilão 500 g"), searchTokens("cafe melitta"))).toBe(false);
  expect(matchesTokens(foldText("Café Pilão 500 g"), searchTokens("ilao"))).toBe(false);
  expect(searchTokens(" … ")).toEqual([]);
});
