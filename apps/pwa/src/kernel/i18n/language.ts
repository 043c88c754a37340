/** The languages of the product, by their part of the message catalogue. */
export type Language = "pt" | "en";

/** BCP 47, for Intl and the page. */
export const locales: Record<Language, string> = { pt: "pt-BR", en: "en" };

/** The language of a browser that asks for `wanted`, best first: English when it comes before any Portuguese, else Portuguese. */
export function browserLanguage(wanted: readonly string[]): Language {
  const first = wanted.find((tag) => /^(?:pt|en)\b/i.test(tag));
  return first !== undefined && /^en\b/i.test(first) ? "en" : "pt";
}
