import { type SyncedTableName, syncedTables } from "@balcao/shared/sync/tables";

/** How a synced table's rows come from the database: of the row ids `$1` (uuid[]) those in scope `$2` (uuid). */
interface Projection<Column extends string> {
  /** The row id. */
  readonly id: string;
  /** Column of packages/shared/src/sync/tables.ts -> its expression. */
  readonly columns: Readonly<Record<Column, string>>;
  /** What stands behind SELECT. */
  readonly from: string;
}

const projections: { readonly [T in SyncedTableName]: Projection<(typeof syncedTables)[T]["columns"][number]> } = {
  store: {
    id: "s.id",
    columns: {
      id: "s.id",
      code: "s.code",
      name: "s.name",
      city: "s.city",
      timeZone: "s.time_zone",
      currency: "o.currency",
      pixKey: "s.pix_key",
      pixMerchantName: "s.pix_merchant_name",
      scaleBarcode: "s.scale_barcode",
    },
    from: `
      FROM store s JOIN organization o ON o.id = s.organization_id
      WHERE s.id = ANY($1::uuid[]) AND s.id = $2`,
  },
  operator: {
    id: "id",
    columns: { id: "id", name: "name", role: "role", pinHash: "pin_hash" },
    from: "FROM operator WHERE id = ANY($1::uuid[]) AND active AND $2 = ANY(store_ids)",
  },
  category: {
    id: "id",
    columns: { id: "id", name: "name" },
    from: "FROM category WHERE id = ANY($1::uuid[]) AND organization_id = $2",
  },
  brand: {
    id: "id",
    columns: { id: "id", name: "name" },
    from: "FROM brand WHERE id = ANY($1::uuid[]) AND organization_id = $2",
  },
  product: {
    id: "p.id",
    columns: {
      id: "p.id",
      sku: "p.sku",
      name: "p.name",
      brandId: "p.brand_id",
      categoryId: "p.category_id",
      unit: "p.unit",
      status: "p.status",
      barcodes: "coalesce(b.codes, '[]'::json)",
      popularity: "p.popularity",
    },
    from: `
      FROM product p
      LEFT JOIN (
        SELECT product_id, json_agg(code ORDER BY code) AS codes FROM barcode WHERE product_id = ANY($1::uuid[])
        GROUP BY product_id) b ON b.product_id = p.id
      WHERE p.id = ANY($1::uuid[]) AND p.organization_id = $2`,
  },
  list_price: priceProjection("p.store_id IS NULL AND p.organization_id = $2"),
  store_price: priceProjection("p.store_id = $2"),
  customer: {
    id: "id",
    columns: { id: "id", kind: "kind", name: "name", documentHint: "document_hint", segment: "segment" },
    from: "FROM customer WHERE id = ANY($1::uuid[]) AND organization_id = $2",
  },
  stock_level: {
    id: "product_id",
    columns: { id: "product_id", quantity: "quantity", updatedAt: "iso_instant(updated_at)" },
    from: "FROM stock_level WHERE product_id = ANY($1::uuid[]) AND store_id = $2",
  },
  cash_session: {
    id: "id",
    columns: {
      id: "id",
      deviceId: "device_id",
      operatorId: "operator_id",
      status: "status",
      openedAt: "iso_instant(opened_at)",
      openingFloat: "opening_float",
      closedAt: "iso_instant(closed_at)",
      countedCash: "counted_cash",
      expectedCash: "expected_cash",
    },
    from: "FROM cash_session WHERE id = ANY($1::uuid[]) AND store_id = $2",
  },
  sale: {
    id: "s.id",
    columns: {
      id: "s.id",
      receiptNumber: "s.receipt_number",
      deviceId: "s.device_id",
      operatorId: "s.operator_id",
      cashSessionId: "s.cash_session_id",
      customerId: "s.customer_id",
      soldAt: "iso_instant(s.sold_at)",
      total: "s.total",
      change: "s.change",
      lines: "l.lines",
      payments: "p.payments",
      approval: `CASE WHEN s.approver_id IS NOT NULL THEN json_build_object(
        'approverId', s.approver_id, 'reason', s.approval_reason, 'at', iso_instant(s.approved_at),
        'upTo', s.approved_up_to) END`,
      exceptions: "e.codes",
    },
    from: `
      FROM sale s
      CROSS JOIN LATERAL (
        SELECT coalesce(json_agg(json_build_object(
          'id', id, 'productId', product_id, 'name', name, 'unit', unit, 'quantity', quantity, 'unitPrice', unit_price,
          'discount', discount, 'saleDiscount', sale_discount, 'total', total) ORDER BY position), '[]') AS lines
        FROM sale_line WHERE sale_id = s.id) l
      CROSS JOIN LATERAL (
        SELECT coalesce(json_agg(json_build_object(
          'id', id, 'kind', kind, 'amount', amount, 'reference', reference) ORDER BY id), '[]') AS payments
        FROM payment WHERE sale_id = s.id) p
      CROSS JOIN LATERAL (
        SELECT coalesce(json_agg(code ORDER BY code), '[]') AS codes FROM sale_exception WHERE sale_id = s.id) e
      WHERE s.id = ANY($1::uuid[]) AND s.store_id = $2`,
  },
};

function priceProjection(condition: string): Projection<"id" | "periods"> {
  return {
    id: "p.product_id",
    columns: {
      id: "p.product_id",
      // There is a price for every product of every list: row_to_json writes no blanks.
      periods: `coalesce(json_agg(row_to_json(period) ORDER BY p.valid_from DESC NULLS LAST, p.id DESC)
        FILTER (WHERE p.closed_at IS NULL), '[]')`,
    },
    from: `
      FROM price p
      CROSS JOIN LATERAL (
        SELECT p.id AS "priceId", p.amount, p.regular, iso_instant(p.valid_from) AS "from",
          iso_instant(p.valid_until) AS "until") period
      WHERE p.product_id = ANY($1::uuid[]) AND ${condition}
      GROUP BY p.product_id`,
  };
}

/** Rows, for deltas: `row_id` and `row`, JSON text with the columns in their order. Takes row ids and scope. */
export const rowStatements = forEachTable(({ id, from }, columns) => {
  const pairs = columns.map(({ name, expression }) => `'${name}', ${expression}`);
  return `SELECT ${id} AS row_id, json_build_object(${pairs.join(", ")})::text AS row ${from}`;
});

/**
 * A chunk, for first copies: `columns`, JSON text of an array per column, `versions` to it, in order of
 * row id, and what a ChunkSummary says of them. Takes row ids, scope and the version of each row id (int8[]).
 */
export const chunkStatements = forEachTable(({ id, from }, columns, table) => {
  const arrays = columns.map((_, place) => `json_agg(column_${place} ORDER BY row_id)`);
  const named = columns.map(({ expression }, place) => `${expression} AS column_${place}`);
  return `
    SELECT json_build_array(${arrays.join(", ")})::text AS columns, json_agg(version ORDER BY row_id)::text AS versions,
      min(row_id::text COLLATE "C") AS first, max(row_id::text COLLATE "C") AS last, count(*)::int AS rows,
      sum(feed_hash('${table}', row_id, version::text::xid8))::text AS sum
    FROM (SELECT ${id} AS row_id, ${named.join(", ")} ${from}) projected
    JOIN unnest($1::uuid[], $3::int8[]) AS wanted (row_id, version) USING (row_id)`;
});

interface ProjectedColumn {
  readonly name: string;
  readonly expression: string;
}

function forEachTable(
  statement: (projection: Projection<string>, columns: readonly ProjectedColumn[], table: string) => string,
): Readonly<Record<SyncedTableName, string>> {
  const made = Object.entries(projections).map(([table, projection]: [string, Projection<string>]) => {
    const names = syncedTables[table as SyncedTableName].columns;
    return [
      table,
      statement(
        projection,
        names.map((name) => ({ name, expression: projection.columns[name] ?? "" })),
        table,
      ),
    ];
  });
  return Object.fromEntries(made) as Record<SyncedTableName, string>;
}
