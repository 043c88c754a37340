import type { Cents } from "../kernel/money.ts";

/** `unit` is sold by the piece; the others by weight, volume or length, in thousandths. */
export type Unit = "unit" | "kg" | "l" | "m";

export interface CategoryRow {
  readonly id: string;
  readonly name: string;
}

export interface BrandRow {
  readonly id: string;
  readonly name: string;
}

/** A product as a device holds it. `barcodes` are the printed digits; `popularity` orders equal matches, larger first. */
export interface ProductRow {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly brandId: string | null;
  readonly categoryId: string | null;
  readonly unit: Unit;
  readonly status: "active" | "inactive";
  readonly barcodes: readonly string[];
  readonly popularity: number;
}

/** A price for one unit during a time. `regular` is what it costs outside of an offer, for showing it crossed out. */
export interface PricePeriod {
  readonly priceId: string;
  readonly amount: Cents;
  readonly regular: Cents | null;
  /** ISO 8601 instant, or null for always. */
  readonly from: string | null;
  readonly until: string | null;
}

/** The prices of one product in one list; `id` is the product's. Newest period first. */
export interface PriceRow {
  readonly id: string;
  readonly periods: readonly PricePeriod[];
}
