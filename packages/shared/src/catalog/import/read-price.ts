import { cents, parseDecimal, type Cents, type DecimalMark } from "../../kernel/money.ts";
import { maxUnitPrice } from "../../sales/limits.ts";
import type { RowRefusalCode } from "./refusals.ts";

const currency = /^(?:R\$|US\$|\$|€|£|BRL|USD|EUR)|(?:€|BRL|USD|EUR|kn)$/i;

/** A price in a file, `null` for a blank cell, or the code of the refusal. A currency sign beside it does not matter. */
export function readPrice(text: string, mark: DecimalMark): Cents | null | RowRefusalCode {
  const number = text.trim().replace(currency, "").replace(/\s/g, "");
  if (number === "") return text.trim() === "" ? null : "PRICE_UNREADABLE";
  const value = parseDecimal(number, 2, mark);
  if (value === null) return "PRICE_UNREADABLE";
  if (value < 0) return "PRICE_NEGATIVE";
  if (value === 0) return "PRICE_ZERO";
  return value > maxUnitPrice ? "PRICE_TOO_LARGE" : cents(value);
}

/** The decimal mark that most of these numbers are written with; a dot when they do not say. */
export function detectDecimalMark(numbers: readonly string[]): DecimalMark {
  const ending = (mark: string) =>
    numbers.filter((number) => new RegExp(`\\${mark}\\d{1,2}\\D*$`).test(number.trim())).length;
  return ending(",") > ending(".") ? "," : ".";
}
