import { parseDecimal, thousandths, type Thousandths } from "../kernel/money.ts";

/** What was scanned or typed at the counter. An empty `code` with a quantity is for the scan that follows. */
export interface ScanInput {
  /** Null when none was given: the counter takes one. */
  readonly quantity: Thousandths | null;
  readonly code: string;
}

/** Ten thousand units: over it, a barcode was scanned where a quantity belongs. */
const maxMultiplier = 10_000_000;

/**
 * Reads `3*7891000315507`, `0,5*2041`, `3*` or a bare code. Comma and dot are both decimal marks. Null when there is nothing
 * to read or the quantity is zero, finer than a thousandth or too large; `*` after a word is text to search for.
 */
export function parseScanInput(text: string): ScanInput | null {
  // Scanners end a code with CR, LF or Tab, and some put a group separator in it.
  const clean = text.replace(/\p{Cc}/gu, "").trim();
  if (clean === "") return null;
  const [, multiplier, code = ""] = /^([\d.,]+)\s*\*\s*(.*)$/u.exec(clean) ?? [];
  if (multiplier === undefined) return { quantity: null, code: clean };
  const quantity = parseMultiplier(multiplier);
  return quantity === null ? null : { quantity, code };
}

function parseMultiplier(text: string): Thousandths | null {
  if (!/^\d*[.,]?\d*$/.test(text)) return null;
  const value = parseDecimal(text.replace(",", "."), 3, ".");
  return value === null || value <= 0 || value > maxMultiplier ? null : thousandths(value);
}
