import type { PriceRow, ProductRow } from "@balcao/shared/catalog/rows";
import type { StockLevelRow } from "@balcao/shared/stock/rows";
import type { PackedTransaction } from "@balcao/sync/client/ports";
import type { RowSource } from "./follow-table.ts";
import { localStore } from "./ports.ts";

/** The packed tables with their row types. */
export interface PackedRows {
  readonly product: ProductRow;
  readonly list_price: PriceRow;
  readonly store_price: PriceRow;
  readonly stock_level: StockLevelRow;
}

export type PackedName = keyof PackedRows;

/** Reads rows of several packed tables by id, all in one state of the database; undefined where there is none. */
export function readPacked<const Names extends readonly PackedName[]>(
  tables: Names,
  ids: readonly string[],
): Promise<{ readonly [I in keyof Names]: readonly (PackedRows[Names[I]] | undefined)[] }> {
  const read = (tx: PackedTransaction) => Promise.all(tables.map((table) => tx.getMany(table, ids)));
  return localStore.read(tables, read) as ReturnType<typeof readPacked<Names>>;
}

/**
 * The products that carry one of these barcodes, looked for without an index in memory: what lies over the chunks by the
 * database's own index, the chunks as text.
 */
export function findByBarcode(codes: readonly string[]): Promise<readonly ProductRow[]> {
  return localStore.read(["product"], async (tx) => {
    const over = await Promise.all(codes.map((code) => tx.covered("product", "barcodes", code)));
    const under = await tx.containing(
      "product",
      codes.map((code) => JSON.stringify(code)),
    );
    const found: readonly unknown[] = [...over.flat(), ...under];
    return (found as readonly ProductRow[]).filter(({ barcodes }) => barcodes.some((code) => codes.includes(code)));
  });
}

/** A table as followers read it, packed or not. */
export function rowSource<Row>(table: string): RowSource<Row> {
  return {
    name: table,
    range: async (from, until, limit) =>
      (await localStore.read([table], (tx) => tx.plain(table, from, until, limit))) as readonly Row[],
    get: async (ids) =>
      (await localStore.read([table], (tx) => tx.getMany(table, ids))) as readonly (Row | undefined)[],
    copy: () => localStore.read([table], (tx) => tx.shown(table)),
  };
}
