import type { Page } from "playwright/test";

/** One screen of the app, or one state of it. Screens are shown in their order: each takes the page from the one before it. */
export interface Screen {
  /** Also the name of its picture. */
  readonly name: string;
  /** Brings it onto the page, in Portuguese, and waits until it is whole. */
  readonly show: (page: Page) => Promise<void>;
  /** Puts away what would lie over the next screen. */
  readonly leave?: (page: Page) => Promise<void>;
  /** It is there only where the page is as narrow as a phone's. */
  readonly narrow?: true;
}

export const sizes = {
  tablet: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
} as const;

export type Size = keyof typeof sizes;
export type Theme = "light" | "dark";
export type Language = "pt" | "en";

/** Goes to an address of the app without loading the page again: whoever operates the tablet stays in. */
export async function go(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState({}, "", to);
    dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  }, address);
}

/** Escape, as a person leaves what is open. */
export async function dismiss(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
}

/** The theme by way of the system's, which the app follows unless told otherwise. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.emulateMedia({ colorScheme: theme });
}

/** Changes the language in place, as when another tab of the app changes it. */
export async function setLanguage(page: Page, language: Language): Promise<void> {
  await page.evaluate((next) => {
    const key = "balcao.preferences";
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    localStorage.setItem(key, JSON.stringify({ ...(kept as object), language: next }));
    dispatchEvent(new StorageEvent("storage", { key }));
  }, language);
}

/** Until nothing on the page moves any more: popups have faded in, fonts have come. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().iterations !== Infinity)
        .map(({ finished }) => finished),
    );
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  });
}
