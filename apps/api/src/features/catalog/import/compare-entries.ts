import { type RowRefusal, refuseRow } from "@balcao/shared/catalog/import/refusals";
import type { TenantTransaction } from "@balcao/db/connect";

// A barcode that another product has: the whole line goes, its other barcodes too.
const refuseTaken = `
  WITH taken AS (
    SELECT DISTINCT ON (b.line) b.line, b.code, p.sku
    FROM import_barcode b
    JOIN import_entry e ON e.line = b.line
    JOIN barcode k ON barcode_key(k.code) = b.key
    JOIN product p ON p.id = k.product_id
    WHERE p.sku <> e.sku
    ORDER BY b.line, b.code
  ), gone AS (
    DELETE FROM import_entry e USING taken WHERE e.line = taken.line
  ), gone_codes AS (
    DELETE FROM import_barcode b USING taken WHERE b.line = taken.line
  )
  SELECT line, code, sku FROM taken ORDER BY line`;

const keepNewBarcodes = `DELETE FROM import_barcode b USING barcode k WHERE barcode_key(k.code) = b.key`;

// Null is what the file does not say: it changes nothing.
const findProducts = `
  UPDATE import_entry e SET
    product_id = p.id,
    is_new = false,
    differs = p.name <> e.name
      OR e.brand_id IS NOT NULL AND e.brand_id IS DISTINCT FROM p.brand_id
      OR e.category_id IS NOT NULL AND e.category_id IS DISTINCT FROM p.category_id
      OR e.unit IS NOT NULL AND e.unit <> p.unit
      OR $1::boolean AND p.status <> 'active'
  FROM product p WHERE p.sku = e.sku`;

// A file's price holds from now on and without end. Prices with dates of their own stand beside it.
const findPrices = `
  UPDATE import_entry e SET new_price = NOT EXISTS (
    SELECT FROM price o
    WHERE o.price_list_id = $1 AND o.product_id = e.product_id AND o.closed_at IS NULL
      AND o.valid_from IS NULL AND o.valid_until IS NULL
      AND o.amount = e.amount AND o.regular IS NOT DISTINCT FROM e.regular)
  WHERE e.amount IS NOT NULL`;

const count = `
  SELECT
    count(*) FILTER (WHERE is_new)::integer AS added,
    count(*) FILTER (WHERE NOT is_new AND (differs OR new_price OR b.line IS NOT NULL))::integer AS changed,
    count(*) FILTER (WHERE NOT is_new AND NOT (differs OR new_price OR b.line IS NOT NULL))::integer AS same,
    count(*) FILTER (WHERE new_price)::integer AS prices,
    (SELECT count(*)::integer FROM import_barcode) AS barcodes,
    (SELECT count(DISTINCT brand_id)::integer FROM import_entry WHERE brand_id = ANY($1::uuid[])) AS brands,
    (SELECT count(DISTINCT category_id)::integer FROM import_entry WHERE category_id = ANY($2::uuid[])) AS categories,
    (SELECT count(*)::integer FROM product p
      WHERE $3::boolean AND p.status = 'active' AND NOT EXISTS (SELECT FROM import_entry e WHERE e.sku = p.sku)) AS deactivated
  FROM import_entry e LEFT JOIN (SELECT DISTINCT line FROM import_barcode) b ON b.line = e.line`;

export interface Comparison {
  readonly refusals: readonly RowRefusal[];
  readonly counts: {
    readonly added: number;
    readonly changed: number;
    readonly same: number;
    readonly prices: number;
    readonly barcodes: number;
    readonly brands: number;
    readonly categories: number;
    readonly deactivated: number;
  };
}

/** Compares what is staged with the catalogue, marks in the staging tables what has to be written, and writes nothing else. */
export async function compareEntries(
  { client }: TenantTransaction,
  input: {
    /** Null when the list is still to be made. */
    readonly priceListId: string | null;
    readonly newBrands: readonly string[];
    readonly newCategories: readonly string[];
    /** The file decides which products are active. */
    readonly decidesStatus: boolean;
    /** Products that it does not name become inactive. */
    readonly deactivates: boolean;
  },
): Promise<Comparison> {
  const taken = await client.query<{ line: number; code: string; sku: string }>(refuseTaken);
  const refusals = taken.rows.map(({ line, code, sku }) => refuseRow(line, "BARCODE_TAKEN", "barcode", code, sku));
  await client.query(keepNewBarcodes);
  await client.query(findProducts, [input.decidesStatus]);
  await client.query(findPrices, [input.priceListId]);
  const deactivates = input.deactivates && refusals.length === 0;
  const { rows } = await client.query<Comparison["counts"]>(count, [input.newBrands, input.newCategories, deactivates]);
  const [counts] = rows;
  if (counts === undefined) throw new Error("the comparison counted nothing");
  return { refusals, counts };
}
