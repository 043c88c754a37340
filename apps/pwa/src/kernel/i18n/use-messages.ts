import { usePreferences } from "../preferences.ts";
import type { Language } from "./language.ts";

/** The texts of a slice in the person's language. */
export function useMessages<Texts>(messages: Readonly<Record<Language, Texts>>): Texts {
  return messages[usePreferences().language];
}
