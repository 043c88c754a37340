import type { ProductRow } from "@balcao/shared/catalog/rows";
import type { StockLevelRow } from "@balcao/shared/stock/rows";
import { engineData } from "../../kernel/sync/local-database.ts";
import { readPacked } from "../../kernel/sync/packed-rows.ts";

/** What this tablet knows of one product's stock. */
export interface ProductStock {
  readonly product: ProductRow;
  /** Null when the store has no record of it. */
  readonly level: StockLevelRow | null;
  /** The level contains what this tablet has done and the server has not confirmed. */
  readonly pending: boolean;
}

/** Reads a product with its level; null when it is not in the catalogue. */
export async function readStock(productId: string): Promise<ProductStock | null> {
  const [[[product], [level]], pending] = await Promise.all([
    readPacked(["product", "stock_level"], [productId]),
    engineData.pending.where("[table+row]").equals(["stock_level", productId]).count(),
  ]);
  return product === undefined ? null : { product, level: level ?? null, pending: pending > 0 };
}
