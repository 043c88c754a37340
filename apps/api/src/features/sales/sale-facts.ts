import type { TenantTransaction } from "@balcao/db/connect";
import type { Cents } from "@balcao/shared/kernel/money";
import type { RecordSaleArguments } from "@balcao/shared/sales/contract";

/** What the server knows about the things a sale names. */
export interface SaleFacts {
  /** A sale of this id was recorded before, by another command. */
  readonly recorded: boolean;
  readonly products: ReadonlySet<string>;
  readonly customerKnown: boolean;
  readonly cashSessionKnown: boolean;
  /** The drawer was closed before the sale arrived. */
  readonly cashSessionClosed: boolean;
  /** Whether a line was sold at a price that was in force when it was sold. */
  readonly priceHeld: (line: {
    readonly productId: string;
    readonly priceId: string | null;
    readonly unitPrice: Cents;
  }) => boolean;
}

interface Found {
  recorded: boolean;
  products: string[];
  prices: { id: string; productId: string; amount: number }[];
  customerKnown: boolean;
  cashSession: "open" | "closed" | null;
}

// One round trip for everything. A price counts as in force until it was closed; a tablet that sold offline with an
// older price is in the right as long as the change had not happened yet when it sold.
const question = `
  SELECT json_build_object(
    'recorded', EXISTS (SELECT FROM sale WHERE id = $8),
    'products', (SELECT coalesce(json_agg(id), '[]') FROM product WHERE id = ANY($1::uuid[])),
    'prices', (SELECT coalesce(json_agg(json_build_object('id', id, 'productId', product_id, 'amount', amount)), '[]')
      FROM price WHERE id = ANY($2::uuid[]) AND (store_id IS NULL OR store_id = $3)
        AND (closed_at IS NULL OR closed_at > $4) AND (valid_from IS NULL OR valid_from <= $4)
        AND (valid_until IS NULL OR valid_until > $4)),
    'customerKnown', $5::uuid IS NULL OR EXISTS (SELECT FROM customer WHERE id = $5),
    'cashSession', (SELECT status FROM cash_session WHERE id = $6 AND device_id = $7)) AS found`;

/** Looks up, in one statement, what a sale refers to. */
export async function whatIsKnown(
  tx: TenantTransaction,
  at: { readonly storeId: string; readonly deviceId: string },
  input: RecordSaleArguments,
): Promise<SaleFacts> {
  const { rows } = await tx.client.query<{ found: Found }>({
    name: "sale-facts",
    text: question,
    values: [
      input.lines.map((line) => line.productId),
      input.lines.flatMap((line) => line.priceId ?? []),
      at.storeId,
      input.soldAt,
      input.customerId,
      input.cashSessionId,
      at.deviceId,
      input.saleId,
    ],
  });
  const found = rows[0]?.found;
  if (found === undefined) throw new Error("sale-facts returned no row");
  const prices = new Map(found.prices.map((price) => [price.id, price]));
  return {
    recorded: found.recorded,
    products: new Set(found.products),
    customerKnown: found.customerKnown,
    cashSessionKnown: found.cashSession !== null,
    cashSessionClosed: found.cashSession === "closed",
    priceHeld: (line) => {
      const price = line.priceId === null ? undefined : prices.get(line.priceId);
      return price !== undefined && price.productId === line.productId && price.amount === line.unitPrice;
    },
  };
}
