import type { BrandRow, CategoryRow, PriceRow, ProductRow } from "@balcao/shared/catalog/rows";
import type { StockLevelRow } from "@balcao/shared/stock/rows";
import type { MetaValues } from "@balcao/sync/client/meta";
import { type Follower, followTable } from "../../kernel/sync/follow-table.ts";
import { onRowsChanged, type RowChange } from "../../kernel/sync/row-changes.ts";
import { engineData, synced } from "../../kernel/sync/local-database.ts";
import { readPacked, rowSource } from "../../kernel/sync/packed-rows.ts";

/** Everything about one product that a line of a sale or a tile needs. */
export interface Offer {
  readonly storePrices: PriceRow | undefined;
  readonly chainPrices: PriceRow | undefined;
  readonly level: StockLevelRow | undefined;
}

/** Follows all products: those here now, then every change. */
export function followProducts(follower: Follower<ProductRow>): () => void {
  return followTable(rowSource<ProductRow>("product"), follower);
}

/** Follows all brands. */
export function followBrands(follower: Follower<BrandRow>): () => void {
  return followTable(rowSource<BrandRow>("brand"), follower);
}

/** One product, or undefined when it is not on this device. */
export async function readProduct(id: string): Promise<ProductRow | undefined> {
  return (await readProducts([id]))[0];
}

/** Those of the products that are on this device. */
export async function readProducts(ids: readonly string[]): Promise<readonly ProductRow[]> {
  const [found] = await readPacked(["product"], ids);
  return found.filter((product) => product !== undefined);
}

/** Prices and levels of products, in the order of `ids`. */
export async function readOffers(ids: readonly string[]): Promise<readonly Offer[]> {
  const [own, chain, levels] = await readPacked(["store_price", "list_price", "stock_level"], ids);
  return ids.map((_, index) => ({ storePrices: own[index], chainPrices: chain[index], level: levels[index] }));
}

/** Calls back with the products whose prices or levels have changed, or with "all"; call the answer to stop. */
export function onOffersChanged(listener: (ids: readonly string[] | "all") => void): () => void {
  const tell = (change: RowChange) => {
    if (change.kind === "rows") listener(change.rows.map((row) => (row as PriceRow | StockLevelRow).id));
    else listener("ids" in change ? change.ids : "all");
  };
  const stops = ["store_price", "list_price", "stock_level"].map((table) => onRowsChanged(table, tell));
  return () => stops.forEach((stop) => stop());
}

/** All categories by name. A chain has dozens, not thousands. */
export async function listCategories(): Promise<readonly CategoryRow[]> {
  const rows = await synced.category.toArray();
  return rows.toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Whether the first copy is whole, and when the server last answered. */
export async function readKnowledge(): Promise<{ readonly complete: boolean; readonly lastAnswer: string | null }> {
  const [cursor, snapshots, answer] = await engineData.meta.bulkGet(["cursor", "snapshots", "lastAnswer"]);
  const loading = Object.keys((snapshots?.value ?? {}) as MetaValues["snapshots"]);
  return {
    complete: cursor !== undefined && loading.length === 0,
    lastAnswer: (answer?.value as string | undefined) ?? null,
  };
}
