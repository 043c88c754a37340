import type { TenantTransaction } from "@balcao/db/connect";
import type { RecordSaleArguments } from "@balcao/shared/sales/contract";
import type { SaleException } from "@balcao/shared/sales/rows";
import type { Operator } from "../../kernel/principal.ts";

// The product of an outbox that drains is sales per second, and each round trip costs a tenth of a millisecond or more:
// the rows of a sale go in one statement. Triggers and foreign keys see them together at its end.
const insert = `
  WITH sold AS (
    INSERT INTO sale (id, organization_id, store_id, device_id, operator_id, cash_session_id, customer_id, receipt_number, total, change, sold_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  ), lines AS (
    INSERT INTO sale_line (id, organization_id, sale_id, position, product_id, name, unit, quantity, unit_price, total, price_id)
    SELECT l.id, $2, $1, l.position, l."productId", l.name, l.unit, l.quantity, l."unitPrice", l.total, l."priceId"
    FROM json_to_recordset($12::json) AS l (id uuid, position int, "productId" uuid, name text, unit text, quantity bigint,
      "unitPrice" bigint, total bigint, "priceId" uuid)
  ), exceptions AS (
    INSERT INTO sale_exception (organization_id, sale_id, code) SELECT $2, $1, unnest($14::text[])
  )
  INSERT INTO payment (id, organization_id, sale_id, kind, amount, reference)
  SELECT p.id, $2, $1, p.kind, p.amount, p.reference
  FROM json_to_recordset($13::json) AS p (id uuid, kind text, amount bigint, reference text)`;

export interface SaleToInsert {
  readonly input: RecordSaleArguments;
  /** Products that the organization has; a line of another one is kept without it. */
  readonly products: ReadonlySet<string>;
  readonly customerId: string | null;
  readonly exceptions: readonly SaleException[];
}

/** Writes a sale with its lines, payments and exceptions. */
export async function insertSale(
  tx: TenantTransaction,
  at: Operator,
  { input, products, customerId, exceptions }: SaleToInsert,
): Promise<void> {
  const lines = input.lines.map((line, position) => ({
    ...line,
    position,
    productId: products.has(line.productId) ? line.productId : null,
  }));
  await tx.client.query({
    name: "insert-sale",
    text: insert,
    values: [
      input.saleId,
      at.organizationId,
      at.storeId,
      at.deviceId,
      at.operatorId,
      input.cashSessionId,
      customerId,
      input.receiptNumber,
      input.total,
      input.change,
      input.soldAt,
      JSON.stringify(lines),
      JSON.stringify(input.payments),
      exceptions,
    ],
  });
}
