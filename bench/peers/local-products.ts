import { Dexie, type Table } from "dexie";
import type { ProductRow } from "./products.ts";

/** The browser's database of the peers that keep their rows with Dexie themselves. */
export function openLocalProducts(): Table<ProductRow, string> {
  const db = new Dexie("peer");
  db.version(1).stores({ product: "id, barcode" });
  return db.table("product");
}

/** Makes the database hold these rows and no others. */
export async function replaceAll(table: Table<ProductRow, string>, rows: readonly ProductRow[]): Promise<void> {
  await table.db.transaction("rw", table, async () => {
    const wanted = new Set(rows.map(({ id }) => id));
    const had = await table.toCollection().primaryKeys();
    await table.bulkDelete(had.filter((id) => !wanted.has(id)));
    await table.bulkPut(rows);
  });
}
