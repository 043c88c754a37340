import { type Cents, cents } from "@balcao/shared/kernel/money";

/**
 * An amount as it is typed. Digits push in from the right as on a till (`1250` is 12,50) until a comma says that what
 * stands before it was whole units (`12,5` is 12,50).
 */
export interface AmountEntry {
  readonly digits: string;
  /** What came after the comma; null without one. */
  readonly fraction: string | null;
}

/** Nothing typed: the screen offers what is due. */
export const noAmount: AmountEntry = { digits: "", fraction: null };

/** The largest amount a till takes is nine digits of cents. */
const mostDigits = 9;
const mostWhole = 7;

/** The entry after a key: a digit, `00`, a decimal mark or `backspace`. Other keys, and digits too many, change nothing. */
export function typeAmount(entry: AmountEntry, key: string): AmountEntry {
  if (key === "backspace") return eraseLast(entry);
  if (key === "," || key === ".") return entry.fraction === null ? startFraction(entry) : entry;
  return [...key].every((digit) => digit >= "0" && digit <= "9") ? [...key].reduce(typeDigit, entry) : entry;
}

/** What was typed, in cents; null when nothing was. */
export function amountOf({ digits, fraction }: AmountEntry): Cents | null {
  if (fraction !== null) return cents(Number(digits === "" ? "0" : digits) * 100 + Number(fraction.padEnd(2, "0")));
  return digits === "" ? null : cents(Number(digits));
}

function startFraction(entry: AmountEntry): AmountEntry {
  return entry.digits.length > mostWhole ? entry : { ...entry, fraction: "" };
}

function typeDigit({ digits, fraction }: AmountEntry, digit: string): AmountEntry {
  if (fraction !== null) return { digits, fraction: fraction.length < 2 ? fraction + digit : fraction };
  if (digits === "" && digit === "0") return { digits, fraction };
  return { digits: digits.length < mostDigits ? digits + digit : digits, fraction };
}

function eraseLast({ digits, fraction }: AmountEntry): AmountEntry {
  if (fraction === null) return { digits: digits.slice(0, -1), fraction };
  return { digits, fraction: fraction === "" ? null : fraction.slice(0, -1) };
}
