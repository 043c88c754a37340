/** An amount of money in the smallest unit of its currency (centavos for BRL). Always a safe integer. */
export type Cents = number & { readonly __unit: "cents" };

/** An amount of goods in thousandths of the product's unit (1.250 kg is 1250). Always a safe integer. */
export type Thousandths = number & { readonly __unit: "thousandths" };

/** Brands an integer as money; throws on a fraction or an unsafe integer, because that is a bug. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not whole cents: ${value}`);
  return value as Cents;
}

/** Brands an integer as a quantity; throws on a fraction or an unsafe integer, because that is a bug. */
export function thousandths(value: number): Thousandths {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not whole thousandths: ${value}`);
  return value as Thousandths;
}

/** Adds amounts of money. */
export function sumCents(amounts: Iterable<Cents>): Cents {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return cents(sum);
}

/**
 * The price of a quantity: unit price times quantity, rounded half away from zero to whole cents.
 * The product is taken in BigInt, so no float touches it.
 */
export function priceOf(unitPrice: Cents, quantity: Thousandths): Cents {
  const product = BigInt(unitPrice) * BigInt(quantity);
  const magnitude = product < 0n ? -product : product;
  const rounded = (magnitude + 500n) / 1000n;
  return cents(Number(product < 0n ? -rounded : rounded));
}

/** The character that separates whole units from their fraction: a comma in Brazil, a dot in most files. */
export type DecimalMark = "," | ".";

/**
 * Reads a decimal number ("1.234,56" with mark `,`) as an integer of `10^-digits`: `parseDecimal("0,5", 3, ",")` is 500.
 * Returns null when it is not a number in that notation, or carries more decimals than fit.
 */
export function parseDecimal(text: string, digits: number, mark: DecimalMark): number | null {
  const group = mark === "," ? "." : ",";
  const shape = mark === "," ? /^-?(?:\d{1,3}(?:\.\d{3})+|\d*)(?:,\d*)?$/ : /^-?(?:\d{1,3}(?:,\d{3})+|\d*)(?:\.\d*)?$/;
  const trimmed = text.trim();
  if (!shape.test(trimmed) || !/\d/.test(trimmed)) return null;
  const [whole = "", fraction = ""] = trimmed.replaceAll(group, "").split(mark);
  const significant = fraction.replace(/0+$/, "");
  if (significant.length > digits) return null;
  const value = Number(`${whole}${significant.padEnd(digits, "0")}`);
  return Number.isSafeInteger(value) ? value : null;
}
