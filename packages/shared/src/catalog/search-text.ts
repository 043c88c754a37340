/** Letters that carry no separable accent but are typed without it. */
const plainLetters: Readonly<Record<string, string>> = {
  đ: "d",
  ð: "d",
  ħ: "h",
  ı: "i",
  ł: "l",
  ø: "o",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};
const plainLetterPattern = new RegExp(`[${Object.keys(plainLetters).join("")}]`, "g");

/** A text as it is searched: lower case, no accents, one space between words, nothing but letters and digits. Idempotent. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(plainLetterPattern, (letter) => plainLetters[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The words of a query, folded, each once. No words means that nothing was asked. */
export function searchTokens(query: string): string[] {
  return [...new Set(foldText(query).split(" "))].filter((word) => word !== "");
}

/** Whether every token begins some word of a folded text. */
export function matchesTokens(folded: string, tokens: readonly string[]): boolean {
  const words = ` ${folded}`;
  return tokens.every((token) => words.includes(` ${token}`));
}
