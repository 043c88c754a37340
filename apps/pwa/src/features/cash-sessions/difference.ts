import type { CashSessionRow } from "@balcao/shared/cash-sessions/rows";
import { cents, type Cents } from "@balcao/shared/kernel/money";

/** How a count stands against what was expected; the amount is never negative. */
export interface Difference {
  readonly kind: "exact" | "over" | "short";
  readonly amount: Cents;
}

/** Counted less expected, or null while one of them is not known. */
export function differenceOf({
  countedCash,
  expectedCash,
}: Pick<CashSessionRow, "countedCash" | "expectedCash">): Difference | null {
  if (countedCash === null || expectedCash === null) return null;
  const amount = cents(Math.abs(countedCash - expectedCash));
  if (amount === 0) return { kind: "exact", amount };
  return { kind: countedCash > expectedCash ? "over" : "short", amount };
}
