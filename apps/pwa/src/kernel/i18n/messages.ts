import { type Language, locales } from "./language.ts";

/** A text, or a function of what is in it. */
type Message = string | ((...values: never[]) => string);
type Catalogue = Readonly<Record<string, Message>>;

/** The same keys with the same parameters. */
type Translation<Source extends Catalogue> = {
  readonly [Key in keyof Source]: Source[Key] extends (...values: infer Values) => string
    ? (...values: Values) => string
    : string;
};

/** The texts of one slice in every language. */
export type Messages<Source extends Catalogue> = Readonly<Record<Language, Translation<Source>>>;

/** Declares the texts of a slice (its messages.ts). A key missing in one language does not compile. */
export function defineMessages<Source extends Catalogue>(messages: {
  readonly pt: Source;
  readonly en: Translation<NoInfer<Source>>;
}): Messages<Source>;
export function defineMessages(messages: Readonly<Record<Language, Catalogue>>): Readonly<Record<Language, Catalogue>> {
  return messages;
}

const rules = { pt: new Intl.PluralRules(locales.pt), en: new Intl.PluralRules(locales.en) };

/** The form for a number: `plural("pt", 2, { one: "1 produto", other: "2 produtos" })`. */
export function plural(
  language: Language,
  count: number,
  forms: { readonly one: string; readonly other: string },
): string {
  // By the rules of Portuguese zero is singular; on a screen nobody writes "0 produto".
  return count !== 0 && rules[language].select(count) === "one" ? forms.one : forms.other;
}
