import { priceOf, sumCents, thousandths, type Cents, type Thousandths } from "../kernel/money.ts";
import { ok, refuse, type Result } from "../kernel/result.ts";
import { maxLines, maxQuantity, maxUnitPrice } from "./limits.ts";

/** What decides a line's total. `labelAmount` is what a scale's label says that it costs, and is then the total. */
export interface LineToPrice {
  /** Null when the product has no price. */
  readonly unitPrice: Cents | null;
  readonly quantity: Thousandths;
  readonly labelAmount?: Cents | null;
}

export interface PricedSale {
  /** In the order of the lines. */
  readonly lineTotals: readonly Cents[];
  readonly total: Cents;
}

/**
 * Prices a cart. Refuses SALE_NOT_PRICED and LINE_OUT_OF_LIMITS with the line's `position` from 0, and TOO_MANY_LINES.
 * A line with `labelAmount` costs exactly that: the label is the offer the customer saw.
 */
export function priceSale(lines: readonly LineToPrice[]): Result<PricedSale> {
  if (lines.length > maxLines) return refuse("TOO_MANY_LINES", { most: maxLines });
  const lineTotals: Cents[] = [];
  for (const [position, line] of lines.entries()) {
    if (line.unitPrice === null) return refuse("SALE_NOT_PRICED", { position });
    if (!withinLimits(line.unitPrice, line.quantity)) return refuse("LINE_OUT_OF_LIMITS", { position });
    lineTotals.push(line.labelAmount ?? priceOf(line.unitPrice, line.quantity));
  }
  return ok({ lineTotals, total: sumCents(lineTotals) });
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

/** Whether a recorded line is consistent: its total is the price of its quantity, or its quantity was worked out from its total. */
export function lineAddsUp(line: {
  readonly unitPrice: Cents;
  readonly quantity: Thousandths;
  readonly total: Cents;
}): boolean {
  if (!withinLimits(line.unitPrice, line.quantity)) return false;
  if (line.total === priceOf(line.unitPrice, line.quantity)) return true;
  return quantityForAmount(line.total, line.unitPrice) === line.quantity;
}

function withinLimits(unitPrice: Cents, quantity: Thousandths): boolean {
  return unitPrice >= 0 && unitPrice <= maxUnitPrice && quantity > 0 && quantity <= maxQuantity;
}
