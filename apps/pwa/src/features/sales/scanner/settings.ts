import type { SettingKind } from "../../../kernel/settings.ts";

/** What ends a code: the Enter key (CR), Ctrl+J or Enter (LF), or the Tab key. */
export type Terminator = "cr" | "lf" | "tab";

/** How the keyboard-wedge scanner of this tablet writes. */
export interface ScannerSettings {
  /** The longest time between two characters of a code, in milliseconds. People are slower. */
  readonly gap: number;
  /** Fewer characters are not a code. */
  readonly leastLength: number;
  /** Taken off the front and the back of a code. */
  readonly prefix: string;
  readonly suffix: string;
  /** Empty for a scanner that sends none: then a pause ends the code. */
  readonly terminators: readonly Terminator[];
}

/** What most scanners do as they come out of the box. */
export const usualScanner: ScannerSettings = {
  gap: 45,
  leastLength: 4,
  prefix: "",
  suffix: "",
  terminators: ["cr", "lf", "tab"],
};

/** The tablet's own setting. */
export const scannerSetting: SettingKind<ScannerSettings> = {
  key: "scanner",
  accepts: isScannerSettings,
  otherwise: usualScanner,
};

function isScannerSettings(value: unknown): value is ScannerSettings {
  if (typeof value !== "object" || value === null) return false;
  const { gap, leastLength, prefix, suffix, terminators } = value as Record<string, unknown>;
  return (
    typeof gap === "number" &&
    typeof leastLength === "number" &&
    typeof prefix === "string" &&
    typeof suffix === "string" &&
    Array.isArray(terminators) &&
    terminators.every((end) => end === "cr" || end === "lf" || end === "tab")
  );
}
