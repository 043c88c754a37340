import type { MovementCause } from "@balcao/db/stock/stock.table";
import { v7 as uuidv7 } from "uuid";
import type { WriteContext } from "../../kernel/context.ts";

export interface Movement {
  readonly productId: string;
  /** Signed thousandths of the product's unit: negative leaves the store. */
  readonly quantity: number;
  readonly referenceId: string | null;
}

export interface Level {
  readonly productId: string;
  readonly quantity: number;
}

// The levels are read by a second statement: a trigger keeps them, after the first one has ended.
const append = `
  INSERT INTO stock_movement (id, organization_id, store_id, product_id, quantity, cause, reference_id)
  SELECT m.id, $1, $2, m.product_id, m.quantity, $3, m.reference_id
  FROM unnest($4::uuid[], $5::uuid[], $6::bigint[], $7::uuid[]) AS m (id, product_id, quantity, reference_id)`;

const levelsNow = `SELECT product_id, quantity FROM stock_level WHERE store_id = $1 AND product_id = ANY($2::uuid[])`;

/** Appends movements to the ledger of a store and returns the levels they led to. The level follows by trigger. */
export async function moveStock(
  ctx: WriteContext,
  input: { readonly storeId: string; readonly cause: MovementCause; readonly movements: readonly Movement[] },
): Promise<readonly Level[]> {
  const { movements } = input;
  if (movements.length === 0) return [];
  const products = movements.map((movement) => movement.productId);
  await ctx.tx.client.query({
    name: "append-movements",
    text: append,
    values: [
      ctx.principal.organizationId,
      input.storeId,
      input.cause,
      movements.map(() => uuidv7()),
      products,
      movements.map((movement) => movement.quantity),
      movements.map((movement) => movement.referenceId),
    ],
  });
  const { rows } = await ctx.tx.client.query<{ product_id: string; quantity: string }>({
    name: "levels-now",
    text: levelsNow,
    values: [input.storeId, products],
  });
  return rows.map((row) => ({ productId: row.product_id, quantity: Number(row.quantity) }));
}
