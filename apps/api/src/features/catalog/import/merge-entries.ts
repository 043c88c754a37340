import type { TenantTransaction } from "@balcao/db/connect";
import type { Names } from "./names.ts";

const addNames = (table: "brand" | "category") => `
  INSERT INTO ${table} (id, organization_id, name)
  SELECT id, $1, name FROM unnest($2::uuid[], $3::text[]) AS given (id, name)
  WHERE EXISTS (SELECT FROM import_entry e WHERE e.${table}_id = given.id)`;

const changeProducts = `
  UPDATE product p SET
    name = e.name, brand_id = coalesce(e.brand_id, p.brand_id), category_id = coalesce(e.category_id, p.category_id),
    unit = coalesce(e.unit, p.unit), status = CASE WHEN $1::boolean THEN 'active' ELSE p.status END, updated_at = now()
  FROM import_entry e WHERE p.id = e.product_id AND e.differs`;

const addProducts = `
  INSERT INTO product (id, organization_id, sku, name, brand_id, category_id, unit)
  SELECT product_id, $1, sku, name, brand_id, category_id, coalesce(unit, 'unit') FROM import_entry WHERE is_new ORDER BY line`;

const addBarcodes = `
  INSERT INTO barcode (organization_id, code, product_id)
  SELECT $1, b.code, e.product_id FROM import_barcode b JOIN import_entry e ON e.line = b.line`;

const closePrices = `
  UPDATE price o SET closed_at = now() FROM import_entry e
  WHERE e.new_price AND o.price_list_id = $1 AND o.product_id = e.product_id AND o.closed_at IS NULL
    AND o.valid_from IS NULL AND o.valid_until IS NULL`;

const openPrices = `
  INSERT INTO price (id, organization_id, price_list_id, store_id, product_id, amount, regular)
  SELECT price_id, $1, $2, $3, product_id, amount, regular FROM import_entry WHERE new_price`;

const deactivate = `
  UPDATE product p SET status = 'inactive', updated_at = now()
  WHERE p.status = 'active' AND NOT EXISTS (SELECT FROM import_entry e WHERE e.sku = p.sku)`;

/** Writes what compareEntries marked, and nothing else: a statement per table, so that the feed's triggers fire once each. */
export async function mergeEntries(
  { client }: TenantTransaction,
  input: {
    readonly organizationId: string;
    readonly storeId: string | null;
    readonly priceListId: string;
    readonly brands: Names;
    readonly categories: Names;
    readonly decidesStatus: boolean;
    readonly deactivates: boolean;
  },
): Promise<void> {
  const { organizationId, brands, categories } = input;
  await client.query(addNames("brand"), [organizationId, [...brands.added.keys()], [...brands.added.values()]]);
  await client.query(addNames("category"), [
    organizationId,
    [...categories.added.keys()],
    [...categories.added.values()],
  ]);
  await client.query(changeProducts, [input.decidesStatus]);
  await client.query(addProducts, [organizationId]);
  await client.query(addBarcodes, [organizationId]);
  await client.query(closePrices, [input.priceListId]);
  await client.query(openPrices, [organizationId, input.priceListId, input.storeId]);
  if (input.deactivates) await client.query(deactivate);
}
