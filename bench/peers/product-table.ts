import path from "node:path";
import { startEmbeddedDatabase } from "@balcao/db/embedded/start";
import pg from "pg";
import type { ProductRow, Repriced } from "./products.ts";

/** Products in PostgreSQL, for the peers that bring no database of their own. */
export interface ProductTable {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Each product as JSON in the form of ProductRow, those left out that are gone. */
  readonly all: () => Promise<readonly ProductRow[]>;
  readonly one: (id: string) => Promise<ProductRow>;
  readonly reprice: (rows: readonly Repriced[]) => Promise<void>;
  /** Deletes rows; with `marks` they stay, marked as gone. */
  readonly remove: (ids: readonly string[]) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface ProductTableOptions {
  readonly folder: string;
  readonly products: readonly ProductRow[];
  /** Settings of PostgreSQL, as `name=value`. */
  readonly settings?: readonly string[];
  /** Keeps what is removed as a row that is marked, with a number that grows with every change. */
  readonly marks?: boolean;
}

/** A row of the table as JSON in the form of ProductRow. */
export const asProduct = `json_build_object('id', id, 'sku', sku, 'name', name, 'brandId', brand_id, 'categoryId', category_id,
  'unit', unit, 'popularity', popularity, 'barcode', barcode, 'price', price)`;

/** Starts PostgreSQL as the product does, with one table. */
export async function openProductTable(options: ProductTableOptions): Promise<ProductTable> {
  const { folder, products, settings = [], marks = false } = options;
  const database = await startEmbeddedDatabase({ folder: path.join(folder, "postgres"), settings });
  const pool = new pg.Pool({ connectionString: database.url, max: 4 });
  pool.on("error", () => undefined);
  await pool.query(
    `CREATE TABLE product (id text PRIMARY KEY, sku text NOT NULL, name text NOT NULL, brand_id text NOT NULL,
       category_id text NOT NULL, unit text NOT NULL, popularity int NOT NULL, barcode text, price int NOT NULL
       ${marks ? ", gone boolean NOT NULL DEFAULT false, seq bigint GENERATED ALWAYS AS IDENTITY" : ""})`,
  );
  if (marks) await pool.query("CREATE UNIQUE INDEX ON product (seq)");
  await pool.query(
    `INSERT INTO product (id, sku, name, brand_id, category_id, unit, popularity, barcode, price)
     SELECT id, sku, name, "brandId", "categoryId", unit, popularity, barcode, price
     FROM json_to_recordset($1) AS p(id text, sku text, name text, "brandId" text, "categoryId" text, unit text,
       popularity int, barcode text, price int)`,
    [JSON.stringify(products)],
  );
  await pool.query("ANALYZE product");
  const marking = marks ? ", seq = DEFAULT" : "";
  return {
    url: database.url,
    pool,
    all: async () => {
      const { rows } = await pool.query<{ row: ProductRow }>(
        `SELECT ${asProduct} AS row FROM product ${marks ? "WHERE NOT gone" : ""} ORDER BY id`,
      );
      return rows.map(({ row }) => row);
    },
    one: async (id) => {
      const { rows } = await pool.query<{ row: ProductRow }>(`SELECT ${asProduct} AS row FROM product WHERE id = $1`, [
        id,
      ]);
      const [found] = rows;
      if (found === undefined) throw new Error(`there is no product ${id}`);
      return found.row;
    },
    reprice: async (rows) => {
      await pool.query(
        `UPDATE product SET price = p.amount${marking} FROM unnest($1::text[], $2::int[]) AS p(product, amount) WHERE id = p.product`,
        [rows.map(({ id }) => id), rows.map(({ price }) => price)],
      );
    },
    remove: async (ids) => {
      await pool.query(
        marks
          ? `UPDATE product SET gone = true${marking} WHERE id = ANY($1::text[])`
          : "DELETE FROM product WHERE id = ANY($1::text[])",
        [ids],
      );
    },
    stop: async () => {
      await pool.end();
      await database.stop();
    },
  };
}
