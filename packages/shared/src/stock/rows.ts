import type { Thousandths } from "../kernel/money.ts";

/** The level of one product in the device's store; `id` is the product's. */
export interface StockLevelRow {
  readonly id: string;
  readonly quantity: Thousandths;
  readonly updatedAt: string;
}
