import type { TenantTransaction } from "@balcao/db/connect";
import type { Unit } from "@balcao/shared/catalog/rows";
import type { Cents } from "@balcao/shared/kernel/money";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";

/** One price of a product; `storeId` null is the chain's. */
export interface ProductPrice {
  readonly id: string;
  readonly storeId: string | null;
  readonly amount: Cents;
  readonly regular: Cents | null;
  readonly from: string | null;
  readonly until: string | null;
  readonly createdAt: string;
  readonly closedAt: string | null;
}

export interface ProductDetail {
  readonly id: string;
  readonly sku: string;
  readonly name: string;
  readonly brandId: string | null;
  readonly categoryId: string | null;
  readonly unit: Unit;
  readonly status: "active" | "inactive";
  readonly updatedAt: string;
  readonly barcodes: readonly string[];
  /** Those that are open, the newest first. */
  readonly prices: readonly ProductPrice[];
  /** The last fifty that were closed, the newest first. */
  readonly history: readonly ProductPrice[];
}

const product = `
  SELECT p.id, p.sku, p.name, p.brand_id AS "brandId", p.category_id AS "categoryId", p.unit, p.status,
    iso_instant(p.updated_at) AS "updatedAt", ARRAY(SELECT code FROM barcode WHERE product_id = p.id ORDER BY code) AS barcodes
  FROM product p WHERE p.id = $1`;

const prices = (condition: string, order: string, limit: number) => `
  SELECT id, store_id AS "storeId", amount::float8 AS amount, regular::float8 AS regular, iso_instant(valid_from) AS from,
    iso_instant(valid_until) AS until, iso_instant(created_at) AS "createdAt", iso_instant(closed_at) AS "closedAt"
  FROM price WHERE product_id = $1 AND ${condition} ORDER BY ${order} LIMIT ${limit}`;

/** A product with its barcodes and prices. Refuses NOT_FOUND. */
export async function readProduct({ client }: TenantTransaction, productId: string): Promise<Result<ProductDetail>> {
  const found = await client.query<Omit<ProductDetail, "prices" | "history">>(product, [productId]);
  const [row] = found.rows;
  if (row === undefined) return refuse("NOT_FOUND", { field: "productId" });
  const open = await client.query<ProductPrice>(
    prices("closed_at IS NULL", "valid_from DESC NULLS LAST, id DESC", 1000),
    [productId],
  );
  const closed = await client.query<ProductPrice>(prices("closed_at IS NOT NULL", "closed_at DESC, id DESC", 50), [
    productId,
  ]);
  return ok({ ...row, prices: open.rows, history: closed.rows });
}
