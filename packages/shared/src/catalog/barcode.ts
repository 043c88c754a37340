import { cents, thousandths, type Cents, type Thousandths } from "../kernel/money.ts";
import type { ScaleBarcode } from "../stores/rows.ts";

const gtinLengths: ReadonlySet<number> = new Set([8, 12, 13, 14]);

/**
 * The last digit of a GTIN whose other digits are `body`: weights 3 and 1 alternate from the right
 * (GS1 General Specifications, 7.9.1). `body` holds digits only.
 */
export function checkDigit(body: string): number {
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    sum += Number(body[index]) * ((body.length - index) % 2 === 1 ? 3 : 1);
  }
  return (10 - (sum % 10)) % 10;
}

/** What is wrong with a barcode. */
export type BarcodeFault = "BARCODE_NOT_DIGITS" | "BARCODE_LENGTH" | "BARCODE_CHECK_DIGIT";

/** What is wrong with a text as a GTIN-8, -12, -13 or -14, or null when it is one. A shop's own shorter codes are SKUs, not barcodes. */
export function barcodeFault(code: string): BarcodeFault | null {
  if (!/^\d+$/.test(code)) return "BARCODE_NOT_DIGITS";
  if (!gtinLengths.has(code.length)) return "BARCODE_LENGTH";
  return checkDigit(code.slice(0, -1)) === Number(code.at(-1)) ? null : "BARCODE_CHECK_DIGIT";
}

/**
 * The one form under which a code is looked up: GTINs in 14 digits, so that a UPC-A read as 12 digits, as EAN-13 with
 * its leading zero or as GTIN-14 is the same code (GS1 General Specifications, 3.3.2). Other texts stay as they are.
 */
export function barcodeKey(code: string): string {
  return gtinLengths.has(code.length) && /^\d+$/.test(code) ? code.padStart(14, "0") : code;
}

/** What a scale printed: which item, and how much of it or for how much. */
export type ScaleReading =
  | { readonly kind: "weight"; readonly itemCode: string; readonly quantity: Thousandths }
  | { readonly kind: "price"; readonly itemCode: string; readonly amount: Cents };

/**
 * Reads a scale's label, an EAN-13 laid out `2 IIIIII VVVVV C`: item in 6 digits, value in 5 (grams or cents), check digit.
 * Brazilian scales print it so (Toledo and Filizola: `2 010085 02504 9` is item 10085, 2.504 kg); a five-digit item behind
 * `20` reads the same, because leading zeros of the item do not count. Null when it is not such a label, holds nothing, or
 * `mode` is none. Look the whole code up as a barcode first: some products are printed with a code of their own under 2.
 */
export function readScaleBarcode(code: string, mode: ScaleBarcode): ScaleReading | null {
  if (mode === "none" || code.length !== 13 || !code.startsWith("2") || barcodeFault(code) !== null) return null;
  const value = Number(code.slice(7, 12));
  const itemCode = scaleItemKey(code.slice(1, 7));
  if (value === 0 || itemCode === null) return null;
  return mode === "weight"
    ? { kind: "weight", itemCode, quantity: thousandths(value) }
    : { kind: "price", itemCode, amount: cents(value) };
}

/** The item code under which a scale's label finds a SKU (`"010085"` is `"10085"`), or null when no label can hold it. */
export function scaleItemKey(sku: string): string | null {
  if (!/^\d+$/.test(sku)) return null;
  const digits = sku.replace(/^0+/, "");
  return digits.length >= 1 && digits.length <= 6 ? digits : null;
}
