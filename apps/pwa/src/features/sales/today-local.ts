import type { SaleRow } from "@balcao/shared/sales/rows";
import { type Collection, Dexie } from "dexie";
import { engineData, synced } from "../../kernel/sync/local-database.ts";

/** A sale of the store as the list of the day shows it. */
export interface TodaySale {
  readonly sale: SaleRow;
  /** The server has not confirmed it yet. */
  readonly pending: boolean;
}

/** How many sales the store has made since an instant (ISO 8601). */
export function countSalesSince(from: string): Promise<number> {
  return soldSince(from).count();
}

/** A stretch of the sales since an instant, the newest first. */
export async function readSalesSince(from: string, offset: number, limit: number): Promise<readonly TodaySale[]> {
  const sales = await soldSince(from).reverse().offset(offset).limit(limit).toArray();
  const touched = await engineData.pending
    .where("[table+row]")
    .anyOf(sales.map((sale) => ["sale", sale.id]))
    .toArray();
  const pending = new Set(touched.map((op) => op.row));
  return sales.map((sale) => ({ sale, pending: pending.has(sale.id) }));
}

/** How many commands the server has refused; their sales are no longer among the day's. */
export function countRefused(): Promise<number> {
  return engineData.outbox
    .where("[status+sequence]")
    .between(["rejected", Dexie.minKey], ["rejected", Dexie.maxKey])
    .count();
}

function soldSince(from: string): Collection<SaleRow, string> {
  return synced.sale.where("soldAt").aboveOrEqual(from);
}
