import type { PriceRow, ProductRow } from "@balcao/shared/catalog/rows";
import type { StockLevelRow } from "@balcao/shared/stock/rows";
import { Chunk, type PackedRecord, textOf } from "@balcao/sync/client/packed/chunk";
import type { PackedTransaction } from "@balcao/sync/client/ports";
import { breathe } from "../breathe.ts";
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
 * database's own index, and, when `chunks` says so, every chunk as text, with a breath after each: that takes long.
 */
export async function findByBarcode(
  codes: readonly string[],
  { chunks }: { readonly chunks: boolean },
): Promise<readonly ProductRow[]> {
  const { over, records } = await localStore.read(["product"], async (tx) => ({
    over: await Promise.all(codes.map((code) => tx.covered("product", "barcodes", code))),
    records: chunks ? await tx.records("product") : [],
  }));
  const ids = new Set(over.flat().map(({ id }) => id));
  const texts = codes.map((code) => JSON.stringify(code));
  for (const record of records) {
    const text = textOf(record) ?? "";
    if (texts.some((wanted) => text.includes(wanted))) for (const id of carriers(record, text, codes)) ids.add(id);
    await breathe();
  }
  // What lies over a chunk, or has come since, may say otherwise.
  const [found] = await readPacked(["product"], [...ids]);
  return found.filter((row) => row !== undefined).filter((row) => row.barcodes.some((code) => codes.includes(code)));
}

function carriers(record: PackedRecord, text: string, codes: readonly string[]): readonly string[] {
  const chunk = new Chunk(record, text);
  const rows = chunk.ids.map((_, place) => chunk.plain(place) as unknown as ProductRow);
  return rows.filter(({ barcodes }) => barcodes.some((code) => codes.includes(code))).map(({ id }) => id);
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
