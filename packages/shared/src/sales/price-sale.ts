import { priceOf, sumCents, cents, thousandths, type Cents, type Thousandths } from "../kernel/money.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import { allocate, type Discount, discountOn, type DiscountedLine, grossOf } from "./discount.ts";
import { maxLines, maxQuantity, maxUnitPrice } from "./limits.ts";

/** What decides a line's total. `labelAmount` is what a scale's label says that it costs, before any discount. */
export interface LineToPrice {
  /** Null when the product has no price. */
  readonly unitPrice: Cents | null;
  readonly quantity: Thousandths;
  readonly labelAmount?: Cents | null;
  readonly discount?: Discount | null;
}

export interface PricedSale {
  /** In the order of the lines. */
  readonly lines: readonly DiscountedLine[];
  /** What the lines come to before anything is taken off. */
  readonly gross: Cents;
  /** What is left to pay. */
  readonly total: Cents;
}

/**
 * Prices a cart. Refuses SALE_NOT_PRICED and LINE_OUT_OF_LIMITS with the line's `position` from 0, and TOO_MANY_LINES.
 * A line with `labelAmount` costs exactly that: the label is the offer the customer saw. A line's own discount comes first;
 * the sale's is taken of what is left, and divided among the lines.
 */
export function priceSale(lines: readonly LineToPrice[], saleDiscount: Discount | null = null): Result<PricedSale> {
  if (lines.length > maxLines) return refuse("TOO_MANY_LINES", { most: maxLines });
  const grosses: Cents[] = [];
  for (const [position, line] of lines.entries()) {
    if (line.unitPrice === null) return refuse("SALE_NOT_PRICED", { position });
    if (!withinLimits(line.unitPrice, line.quantity)) return refuse("LINE_OUT_OF_LIMITS", { position });
    grosses.push(line.labelAmount ?? priceOf(line.unitPrice, line.quantity));
  }
  const discounts = grosses.map((gross, position) => discountOn(gross, lines[position]?.discount ?? null));
  const left = grosses.map((gross, position) => cents(gross - (discounts[position] ?? 0)));
  const shares = allocate(discountOn(sumCents(left), saleDiscount), left);
  const priced = left.map((rest, position) => {
    const share = shares[position] ?? cents(0);
    return { discount: discounts[position] ?? cents(0), saleDiscount: share, total: cents(rest - share) };
  });
  return ok({ lines: priced, gross: sumCents(grosses), total: sumCents(priced.map(({ total }) => total)) });
}

/**
 * How much was weighed when a label says only what it costs: amount / unit price, rounded half up to thousandths, at least one.
 * Null when the unit price is zero or the quantity would pass the limit.
 */
export function quantityForAmount(amount: Cents, unitPrice: Cents): Thousandths | null {
  if (unitPrice <= 0 || amount <= 0) return null;
  const rounded = (BigInt(amount) * 2000n + BigInt(unitPrice)) / (2n * BigInt(unitPrice));
  const quantity = thousandths(Math.max(1, Number(rounded)));
  return quantity <= maxQuantity ? quantity : null;
}

/**
 * Whether a recorded line is consistent: with what was taken off, its total is the price of its quantity, or its quantity was
 * worked out from that.
 */
export function lineAddsUp(
  line: DiscountedLine & { readonly unitPrice: Cents; readonly quantity: Thousandths },
): boolean {
  if (!withinLimits(line.unitPrice, line.quantity)) return false;
  const gross = grossOf(line);
  if (gross === priceOf(line.unitPrice, line.quantity)) return true;
  return quantityForAmount(gross, line.unitPrice) === line.quantity;
}

function withinLimits(unitPrice: Cents, quantity: Thousandths): boolean {
  return unitPrice >= 0 && unitPrice <= maxUnitPrice && quantity > 0 && quantity <= maxQuantity;
}
