/** A quantity in thousandths as a person types it: "1,25" with mark ",". */
export function quantityText(thousandths: number, decimals: number, locale: string): string {
  return plain(decimals, locale).format(thousandths / 1000);
}

const made = new Map<string, Intl.NumberFormat>();

/** Made once: Intl's formatters are slow to make, and a cart shows one figure a line. */
function plain(decimals: number, locale: string): Intl.NumberFormat {
  const key = `${locale} ${decimals}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: decimals, useGrouping: false });
  made.set(key, format);
  return format;
}

/** The key between whole and fraction in a language. */
export function decimalMark(locale: string): "," | "." {
  return quantityText(500, 1, locale).includes(",") ? "," : ".";
}

/** What a person typed, in thousandths; either decimal mark is understood. Null when it is not a quantity. */
export function quantityValue(text: string, decimals: number): number | null {
  const match = /^(\d{0,7})(?:[.,](\d*))?$/.exec(text.trim());
  const whole = match?.[1] ?? "";
  const fraction = (match?.[2] ?? "").replace(/0+$/, "");
  if (match === null || (whole === "" && fraction === "") || fraction.length > decimals) return null;
  return Number(whole || "0") * 1000 + Number(fraction.padEnd(3, "0"));
}
