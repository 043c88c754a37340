import type { SyncedTableName } from "@balcao/shared/sync/tables";

/**
 * For each synced table, the statement that turns row ids (`$1`, uuid[]) of a scope (`$2`, uuid) into `row_id` and `row`,
 * JSON text with the columns of packages/shared/src/sync/tables.ts in their order. A test holds the two together.
 */
export const projections: Record<SyncedTableName, string> = {
  store: `
    SELECT s.id AS row_id, json_build_object(
      'id', s.id, 'code', s.code, 'name', s.name, 'city', s.city, 'timeZone', s.time_zone, 'currency', o.currency,
      'pixKey', s.pix_key, 'pixMerchantName', s.pix_merchant_name, 'scaleBarcode', s.scale_barcode)::text AS row
    FROM store s JOIN organization o ON o.id = s.organization_id
    WHERE s.id = ANY($1::uuid[]) AND s.id = $2`,
  operator: `
    SELECT id AS row_id, json_build_object('id', id, 'name', name, 'role', role, 'pinHash', pin_hash)::text AS row
    FROM operator WHERE id = ANY($1::uuid[]) AND active AND $2 = ANY(store_ids)`,
  category: `
    SELECT id AS row_id, json_build_object('id', id, 'name', name)::text AS row
    FROM category WHERE id = ANY($1::uuid[]) AND organization_id = $2`,
  brand: `
    SELECT id AS row_id, json_build_object('id', id, 'name', name)::text AS row
    FROM brand WHERE id = ANY($1::uuid[]) AND organization_id = $2`,
  product: `
    SELECT p.id AS row_id, json_build_object(
      'id', p.id, 'sku', p.sku, 'name', p.name, 'brandId', p.brand_id, 'categoryId', p.category_id, 'unit', p.unit,
      'status', p.status, 'barcodes', coalesce(b.codes, '[]'::json), 'popularity', p.popularity)::text AS row
    FROM product p
    LEFT JOIN (SELECT product_id, json_agg(code ORDER BY code) AS codes FROM barcode WHERE product_id = ANY($1::uuid[]) GROUP BY product_id) b
      ON b.product_id = p.id
    WHERE p.id = ANY($1::uuid[]) AND p.organization_id = $2`,
  list_price: priceProjection("store_id IS NULL AND organization_id = $2"),
  store_price: priceProjection("store_id = $2"),
  customer: `
    SELECT id AS row_id, json_build_object(
      'id', id, 'kind', kind, 'name', name, 'documentHint', document_hint, 'segment', segment)::text AS row
    FROM customer WHERE id = ANY($1::uuid[]) AND organization_id = $2`,
  stock_level: `
    SELECT product_id AS row_id, json_build_object(
      'id', product_id, 'quantity', quantity, 'updatedAt', iso_instant(updated_at))::text AS row
    FROM stock_level WHERE product_id = ANY($1::uuid[]) AND store_id = $2`,
  cash_session: `
    SELECT id AS row_id, json_build_object(
      'id', id, 'deviceId', device_id, 'operatorId', operator_id, 'status', status, 'openedAt', iso_instant(opened_at),
      'openingFloat', opening_float, 'closedAt', iso_instant(closed_at), 'countedCash', counted_cash,
      'expectedCash', expected_cash)::text AS row
    FROM cash_session WHERE id = ANY($1::uuid[]) AND store_id = $2`,
  sale: `
    SELECT s.id AS row_id, json_build_object(
      'id', s.id, 'receiptNumber', s.receipt_number, 'deviceId', s.device_id, 'operatorId', s.operator_id,
      'cashSessionId', s.cash_session_id, 'customerId', s.customer_id, 'soldAt', iso_instant(s.sold_at),
      'total', s.total, 'change', s.change, 'lines', l.lines, 'payments', p.payments, 'exceptions', e.codes)::text AS row
    FROM sale s
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(json_build_object(
        'id', id, 'productId', product_id, 'name', name, 'unit', unit, 'quantity', quantity, 'unitPrice', unit_price,
        'total', total) ORDER BY position), '[]') AS lines
      FROM sale_line WHERE sale_id = s.id) l
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(json_build_object(
        'id', id, 'kind', kind, 'amount', amount, 'reference', reference) ORDER BY id), '[]') AS payments
      FROM payment WHERE sale_id = s.id) p
    CROSS JOIN LATERAL (
      SELECT coalesce(json_agg(code ORDER BY code), '[]') AS codes FROM sale_exception WHERE sale_id = s.id) e
    WHERE s.id = ANY($1::uuid[]) AND s.store_id = $2`,
};

function priceProjection(condition: string): string {
  return `
    SELECT product_id AS row_id, json_build_object('id', product_id, 'periods', coalesce(json_agg(json_build_object(
      'priceId', id, 'amount', amount, 'regular', regular, 'from', iso_instant(valid_from),
      'until', iso_instant(valid_until)) ORDER BY valid_from DESC NULLS LAST, id DESC)
      FILTER (WHERE closed_at IS NULL), '[]'))::text AS row
    FROM price WHERE product_id = ANY($1::uuid[]) AND ${condition}
    GROUP BY product_id`;
}
