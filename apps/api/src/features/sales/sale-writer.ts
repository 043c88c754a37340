import type { RecordSaleArguments } from "@balcao/shared/sales/contract";
import type { SaleException } from "@balcao/shared/sales/rows";
import type { Operator } from "../../kernel/principal.ts";
import type { BatchWriter } from "../../kernel/write-batch.ts";

export interface SaleToWrite {
  readonly at: Operator;
  readonly input: RecordSaleArguments;
  /** Products that the organization has; a line of another one is kept without it. */
  readonly products: ReadonlySet<string>;
  readonly customerId: string | null;
  readonly exceptions: readonly SaleException[];
}

// What a draining outbox costs is round trips: sales, lines, payments and exceptions of a whole batch go in one
// statement. Triggers and foreign keys see them together at its end.
const insert = `
  WITH sold AS (
    INSERT INTO sale (id, organization_id, store_id, device_id, operator_id, cash_session_id, customer_id, receipt_number,
      total, change, sold_at, approver_id, approval_reason, approved_at,
      approved_up_to)
    SELECT * FROM json_to_recordset($1::json) AS s (id uuid, "organizationId" uuid, "storeId" uuid, "deviceId" uuid,
      "operatorId" uuid, "cashSessionId" uuid, "customerId" uuid, "receiptNumber" text, total bigint, change bigint,
      "soldAt" timestamptz, "approverId" uuid, "approvalReason" text, "approvedAt" timestamptz,
      "approvedUpTo" int)
  ), lines AS (
    INSERT INTO sale_line (id, organization_id, sale_id, position, product_id, name, unit, quantity, unit_price, discount,
      sale_discount, total, price_id)
    SELECT * FROM json_to_recordset($2::json) AS l (id uuid, "organizationId" uuid, "saleId" uuid, position int,
      "productId" uuid, name text, unit text, quantity bigint, "unitPrice" bigint, discount bigint,
      "saleDiscount" bigint, total bigint, "priceId" uuid)
  ), exceptions AS (
    INSERT INTO sale_exception (organization_id, sale_id, code)
    SELECT * FROM json_to_recordset($4::json) AS e ("organizationId" uuid, "saleId" uuid, code text)
  )
  INSERT INTO payment (id, organization_id, sale_id, kind, amount, reference)
  SELECT * FROM json_to_recordset($3::json) AS p (id uuid, "organizationId" uuid, "saleId" uuid, kind text, amount bigint,
    reference text)`;

/** Writes sales with their lines, payments and exceptions. */
export const saleWriter: BatchWriter<SaleToWrite> = {
  write: async (tx, sales) => {
    const values = [
      sales.map(saleRow),
      sales.flatMap(lineRows),
      sales.flatMap(paymentRows),
      sales.flatMap(exceptionRows),
    ];
    await tx.client.query({ name: "insert-sales", text: insert, values: values.map((rows) => JSON.stringify(rows)) });
  },
};

function saleRow({ at, input, customerId }: SaleToWrite) {
  const { saleId: id, cashSessionId, receiptNumber, total, change, soldAt, approval } = input;
  const { organizationId, storeId, deviceId, operatorId } = at;
  return {
    id,
    organizationId,
    storeId,
    deviceId,
    operatorId,
    cashSessionId,
    customerId,
    receiptNumber,
    total,
    change,
    soldAt,
    approverId: approval?.approverId ?? null,
    approvalReason: approval?.reason ?? null,
    approvedAt: approval?.at ?? null,
    approvedUpTo: approval?.upTo ?? null,
  };
}

function lineRows({ at, input, products }: SaleToWrite) {
  return input.lines.map((line, position) => ({
    ...line,
    organizationId: at.organizationId,
    saleId: input.saleId,
    position,
    productId: products.has(line.productId) ? line.productId : null,
  }));
}

function paymentRows({ at, input }: SaleToWrite) {
  return input.payments.map((payment) => ({ ...payment, organizationId: at.organizationId, saleId: input.saleId }));
}

function exceptionRows({ at, input, exceptions }: SaleToWrite) {
  return exceptions.map((code) => ({ organizationId: at.organizationId, saleId: input.saleId, code }));
}
