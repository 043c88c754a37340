import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

type Oklch = readonly [lightness: number, chroma: number, hue: number];
type Scheme = "light" | "dark";

/** OKLCH to linear sRGB, by the matrices of https://bottosson.github.io/posts/oklab/. */
function toLinearRgb([lightness, chroma, hue]: Oklch): readonly number[] {
  const angle = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(angle);
  const b = chroma * Math.sin(angle);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** Relative luminance of WCAG 2.2, of the colour clipped into sRGB. */
function luminance(colour: Oklch): number {
  const [r = 0, g = 0, b = 0] = toLinearRgb(colour).map((channel) => Math.min(1, Math.max(0, channel)));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: Oklch, other: Oklch): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function parse(css: string): Map<string, Record<Scheme, Oklch>> {
  const line = /--([a-z-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\);/g;
  const numbers = (text: string) => text.split(" ").map(Number) as unknown as Oklch;
  return new Map(
    [...css.matchAll(line)].map(([, name = "", light = "", dark = ""]) => [
      name,
      { light: numbers(light), dark: numbers(dark) },
    ]),
  );
}

const css = readFileSync(path.join(import.meta.dirname, "tokens.css"), "utf8");
const tokens = parse(css.slice(0, css.indexOf("@media")));

function token(name: string, scheme: Scheme): Oklch {
  const found = tokens.get(name);
  if (found === undefined) throw new Error(`no token --${name}`);
  return found[scheme];
}

const grounds = ["background", "surface", "raised", "hover"];
const states = ["positive", "waiting", "negative", "info"];
const pairs: readonly (readonly [word: string, ground: string, atLeast: number])[] = [
  // Totals and prices are set in `text`, or in `accent` on the three still grounds.
  ...[...grounds, "pressed", "accent-soft"].map((ground) => ["text", ground, 7] as const),
  ...["background", "surface", "raised"].map((ground) => ["accent", ground, 7] as const),
  ...[...grounds, "accent-soft"].map((ground) => ["muted", ground, 4.5] as const),
  ["accent-text", "accent", 7],
  ["accent-text", "accent-hover", 7],
  ["accent", "hover", 4.5],
  ["accent", "accent-soft", 4.5],
  ["negative-text", "negative", 4.5],
  ["negative-text", "negative-hover", 4.5],
  ...states.flatMap((state) => [...grounds, `${state}-soft`].map((ground) => [state, ground, 4.5] as const)),
  ...states.map((state) => ["text", `${state}-soft`, 7] as const),
  // Borders of what one operates (WCAG 1.4.11).
  ...["background", "surface", "raised"].map((ground) => ["edge", ground, 3] as const),
];

describe.each(["light", "dark"] as const)("in %s", (scheme) => {
  test.each(pairs)("%s on %s keeps a contrast of %d", (word, ground, atLeast) => {
    expect(contrast(token(word, scheme), token(ground, scheme))).toBeGreaterThanOrEqual(atLeast);
  });
});
