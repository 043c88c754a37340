import { cents } from "@balcao/shared/kernel/money";
import { fromLocalField, toLocalField } from "./price-groups.ts";
import type { ProductPrice } from "./product-queries.ts";

/** What the form of a price holds. Amounts in cents; times as their fields show them. */
export interface PriceFacts {
  readonly storeId: string | null;
  readonly amount: number | null;
  readonly isOffer: boolean;
  readonly regular: number | null;
  readonly from: string;
  readonly until: string;
}

export type PriceFault = "amountMissing" | "regularHigher" | "periodWrong";

/** The form over a price that is to be replaced, or over nothing. */
export function toPriceFacts(price: ProductPrice | null): PriceFacts {
  return {
    storeId: price?.storeId ?? null,
    amount: price?.amount ?? null,
    isOffer: price !== null && price.regular !== null,
    regular: price?.regular ?? null,
    from: toLocalField(price?.from ?? null),
    until: toLocalField(price?.until ?? null),
  };
}

/** What the person still has to put right, by field. */
export function priceFaults(facts: PriceFacts): Partial<Record<keyof PriceFacts, PriceFault>> {
  const from = fromLocalField(facts.from);
  const until = fromLocalField(facts.until);
  const amount = facts.amount ?? 0;
  return {
    ...(amount <= 0 ? { amount: "amountMissing" } : {}),
    ...(facts.isOffer && (facts.regular ?? 0) <= amount ? { regular: "regularHigher" } : {}),
    ...(from !== null && until !== null && from >= until ? { until: "periodWrong" } : {}),
  };
}

/** What is sent of a price without faults. */
export function toPriceArguments(facts: PriceFacts) {
  return {
    storeId: facts.storeId,
    amount: cents(facts.amount ?? 0),
    regular: facts.isOffer && facts.regular !== null ? cents(facts.regular) : null,
    from: fromLocalField(facts.from),
    until: fromLocalField(facts.until),
  };
}
