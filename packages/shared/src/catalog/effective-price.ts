import type { PricePeriod } from "./rows.ts";

/** A price that holds, and whose it is. */
export interface EffectivePrice {
  readonly period: PricePeriod;
  readonly source: "store" | "chain";
}

/**
 * The price of a product at the instant `now` (milliseconds since 1970): the store's own wins over the chain's, and the
 * newest of those in force wins over the others. Periods come newest first. Null when none is in force.
 */
export function effectivePrice(
  storePeriods: readonly PricePeriod[] | undefined,
  chainPeriods: readonly PricePeriod[] | undefined,
  now: number,
): EffectivePrice | null {
  const own = storePeriods?.find((period) => holds(period, now));
  if (own !== undefined) return { period: own, source: "store" };
  const chain = chainPeriods?.find((period) => holds(period, now));
  return chain === undefined ? null : { period: chain, source: "chain" };
}

/** Whether a period is in force: from its first instant until just before its last. */
function holds(period: PricePeriod, now: number): boolean {
  if (period.from !== null && now < Date.parse(period.from)) return false;
  return period.until === null || now < Date.parse(period.until);
}
