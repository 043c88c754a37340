import type { Language, Size, Theme } from "./screen.ts";

/** A picture of a screen. */
export interface Picture {
  /** Its path below the folder it belongs to. */
  readonly file: string;
  readonly screen: string;
  readonly size: Size;
  readonly theme: Theme;
  readonly language: Language;
}

const tablet = { size: "tablet", theme: "light", language: "pt" } as const;

/** The pictures that documents show: few and small, as everybody who clones the repository fetches them. */
export const shown: readonly Picture[] = [
  { ...tablet, file: "counter.png", screen: "counter" },
  { ...tablet, file: "counter-dark.png", screen: "counter", theme: "dark" },
  { ...tablet, file: "counter-english.png", screen: "counter", language: "en" },
  { ...tablet, file: "counter-phone.png", screen: "counter", size: "phone" },
  { ...tablet, file: "pay.png", screen: "pay" },
  { ...tablet, file: "receipt.png", screen: "receipt" },
  { ...tablet, file: "sync.png", screen: "sync" },
  { ...tablet, file: "products.png", screen: "products" },
];

const variants = (["tablet", "phone", "desktop"] as const).flatMap((size) =>
  (["light", "dark"] as const).flatMap((theme) =>
    (["pt", "en"] as const).map((language) => ({ size, theme, language })),
  ),
);

/** Every picture of a screen there can be. A narrow screen is there on a phone only. */
export function everyPicture(screen: string, narrow: boolean): readonly Picture[] {
  return variants
    .filter(({ size }) => !narrow || size === "phone")
    .map((variant) => ({ ...variant, screen, file: `${Object.values(variant).join("/")}/${screen}.png` }));
}
