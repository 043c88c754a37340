import { useSyncExternalStore } from "react";
import { browserLanguage, type Language, locales } from "./i18n/language.ts";

export type Theme = "light" | "dark" | "system";
/** In per cent of the browser's own text size. */
export type TextSize = 100 | 115 | 130;

/** What a person sets for this device. */
export interface Preferences {
  readonly language: Language;
  readonly theme: Theme;
  readonly textSize: TextSize;
}

const key = "balcao.preferences";
const listeners = new Set<() => void>();
let current: Preferences = read();

/** The preferences, kept up to date in every tab. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, () => current);
}

/** The preferences, outside of React. */
export function preferences(): Preferences {
  return current;
}

/** Changes some preferences, keeps them on this device and shows them at once. */
export function setPreferences(changed: Partial<Preferences>): void {
  current = { ...current, ...changed };
  // A browser that keeps nothing (private mode, storage full) still shows the change.
  try {
    localStorage.setItem(key, JSON.stringify(current));
  } catch (error) {
    console.warn("preferences are not kept", error);
  }
  show();
}

/** Puts the preferences on the page, and follows changes made in other tabs. Called once, before the first paint. */
export function startPreferences(): void {
  applyToPage(current);
  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    current = read();
    show();
  });
}

function show(): void {
  applyToPage(current);
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function applyToPage({ language, theme, textSize }: Preferences): void {
  const page = document.documentElement;
  page.lang = locales[language];
  page.dataset["textSize"] = String(textSize);
  if (theme === "system") delete page.dataset["theme"];
  else page.dataset["theme"] = theme;
  // The browser's own bars take the colour of the page.
  const ground = getComputedStyle(page).backgroundColor;
  document.querySelector('meta[name="theme-color"]')?.setAttribute("content", ground);
}

function read(): Preferences {
  const kept = parse(readKept());
  return {
    language:
      kept["language"] === "pt" || kept["language"] === "en" ? kept["language"] : browserLanguage(navigator.languages),
    theme: kept["theme"] === "light" || kept["theme"] === "dark" ? kept["theme"] : "system",
    textSize: kept["textSize"] === 115 || kept["textSize"] === 130 ? kept["textSize"] : 100,
  };
}

function readKept(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function parse(text: string | null): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
