import type { ScannerSettings, Terminator } from "./settings.ts";

/** What happens at the keyboard. `at` is the time of the key itself, in milliseconds, not of its handling. */
export type KeyStep =
  /** `editable`: the key goes into a text field, which can be put back as it was. */
  | { readonly kind: "character"; readonly character: string; readonly at: number; readonly editable: boolean }
  | { readonly kind: "terminator"; readonly terminator: Terminator; readonly at: number }
  /** Any other key. */
  | { readonly kind: "other" }
  /** Time has passed since the last key. */
  | { readonly kind: "pause" };

/** Characters in quick succession, which may turn out to be a code. */
export interface Burst {
  readonly text: string;
  /** How many of them have reached the page. */
  readonly let: number;
  readonly lastAt: number;
  /** The longest time between two of them, in milliseconds. */
  readonly slowest: number;
}

/** A code that was scanned. */
export interface Scan {
  readonly code: string;
  /** The longest time between two of its characters, in milliseconds. */
  readonly slowest: number;
}

export interface Decision {
  /** What to do with the key itself. */
  readonly key: "let" | "hold";
  /** Held characters that the page gets now, before the key, because a person typed them. */
  readonly replay: string;
  /** A whole code, or null. */
  readonly scan: Scan | null;
  /** Characters of the code have reached a field, which has to be put back as it was before the burst. */
  readonly restore: boolean;
}

/** No burst. */
export const quiet: Burst = { text: "", let: 0, lastAt: 0, slowest: 0 };

const letIt: Decision = { key: "let", replay: "", scan: null, restore: false };
const hold: Decision = { ...letIt, key: "hold" };

/**
 * Tells a scanner from a person. A scanner types faster than `gap`, ends with a terminator and writes at least so many
 * characters. The first character goes into a focused text field at once, because it may be a person's; the quick ones
 * behind it are held until it is known whose they are. Where there is no text field even the first is held.
 */
export function stepScan(burst: Burst, step: KeyStep, settings: ScannerSettings): readonly [Burst, Decision] {
  switch (step.kind) {
    case "character":
      return onCharacter(burst, step, settings);
    case "terminator":
      return onTerminator(burst, step, settings);
    case "other":
      return [quiet, { ...letIt, replay: heldOf(burst) }];
    case "pause":
      return onPause(burst, settings);
  }
}

function onCharacter(
  burst: Burst,
  step: Extract<KeyStep, { kind: "character" }>,
  { gap }: ScannerSettings,
): readonly [Burst, Decision] {
  const { character, at, editable } = step;
  const since = at - burst.lastAt;
  if (burst.text !== "" && since <= gap) {
    return [{ ...burst, text: burst.text + character, lastAt: at, slowest: Math.max(burst.slowest, since) }, hold];
  }
  // No code begins with a space, and on a button it is a press.
  if (character === " ") return [quiet, { ...letIt, replay: heldOf(burst) }];
  const first = { text: character, let: editable ? 1 : 0, lastAt: at, slowest: 0 };
  return [first, { ...(editable ? letIt : hold), replay: heldOf(burst) }];
}

function onTerminator(
  burst: Burst,
  { terminator, at }: Extract<KeyStep, { kind: "terminator" }>,
  settings: ScannerSettings,
): readonly [Burst, Decision] {
  const isEnd = settings.terminators.includes(terminator) && at - burst.lastAt <= settings.gap;
  if (!isEnd || burst.text.length < settings.leastLength) return [quiet, { ...letIt, replay: heldOf(burst) }];
  return [quiet, scanOf(burst, settings)];
}

/**
 * After a pause the held characters are a person's. The burst itself is kept: should the page only have been too busy to
 * look, the next key tells by its time, and the field is put back whole.
 */
function onPause(burst: Burst, settings: ScannerSettings): readonly [Burst, Decision] {
  if (settings.terminators.length === 0 && burst.text.length >= settings.leastLength)
    return [quiet, scanOf(burst, settings)];
  return [
    { ...burst, let: burst.text.length },
    { ...letIt, replay: heldOf(burst) },
  ];
}

function scanOf(burst: Burst, settings: ScannerSettings): Decision {
  const scan = { code: cleanCode(burst.text, settings), slowest: burst.slowest };
  return { ...hold, scan, restore: burst.let > 0 };
}

function heldOf(burst: Burst): string {
  return burst.text.slice(burst.let);
}

/** A code without the scanner's prefix and suffix, and without a symbology identifier such as `]E0` (ISO/IEC 15424). */
export function cleanCode(text: string, { prefix, suffix }: ScannerSettings): string {
  let code = text;
  if (prefix !== "" && code.startsWith(prefix)) code = code.slice(prefix.length);
  if (suffix !== "" && code.endsWith(suffix)) code = code.slice(0, -suffix.length);
  return code.replace(/^\][A-Za-z][0-9A-Za-z]/, "");
}
