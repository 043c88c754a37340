import type { ProductPrice } from "./product-queries.ts";

/** The open prices of one list: the chain's (`storeId` null) or a store's. */
export interface PriceGroup {
  readonly storeId: string | null;
  readonly prices: readonly ProductPrice[];
}

/** The prices by list, the chain's first, then the stores in the order given; lists without a price are left out but the chain's. */
export function priceGroups(prices: readonly ProductPrice[], storeIds: readonly string[]): readonly PriceGroup[] {
  const group = (storeId: string | null) => ({ storeId, prices: prices.filter((price) => price.storeId === storeId) });
  return [group(null), ...storeIds.map(group).filter(({ prices: own }) => own.length > 0)];
}

/** Where a price stands in time. */
export function priceState(
  price: Pick<ProductPrice, "from" | "until">,
  now: number,
): "current" | "scheduled" | "expired" {
  if (price.until !== null && Date.parse(price.until) <= now) return "expired";
  return price.from !== null && Date.parse(price.from) > now ? "scheduled" : "current";
}

/** An instant as a date-and-time field shows it, in the device's zone; empty for null. */
export function toLocalField(instant: string | null): string {
  if (instant === null) return "";
  const date = new Date(instant);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** What a date-and-time field holds, as an instant; null when it is empty. */
export function fromLocalField(text: string): string | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
