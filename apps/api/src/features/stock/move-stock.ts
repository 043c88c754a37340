import type { TenantTransaction } from "@balcao/db/connect";
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
  /** Thousandths, after the movements. */
  readonly quantity: number;
}

// The levels come from before the statement, because a trigger moves them after it; the store's lock makes the sum exact.
const append = `
  WITH moved AS (
    SELECT m.* FROM unnest($4::uuid[], $5::uuid[], $6::bigint[], $7::uuid[]) AS m (id, product_id, quantity, reference_id)
  ), appended AS (
    INSERT INTO stock_movement (id, organization_id, store_id, product_id, quantity, cause, reference_id)
    SELECT id, $1, $2, product_id, quantity, $3, reference_id FROM moved
  )
  SELECT m.product_id, coalesce(l.quantity, 0) + m.quantity AS quantity
  FROM (SELECT product_id, sum(quantity) AS quantity FROM moved GROUP BY product_id) m
  LEFT JOIN stock_level l ON l.store_id = $2 AND l.product_id = m.product_id`;

/** Appends movements to the ledger of a store and returns the levels they led to. The level follows by trigger. */
export async function moveStock(
  ctx: WriteContext,
  input: { readonly storeId: string; readonly cause: MovementCause; readonly movements: readonly Movement[] },
): Promise<readonly Level[]> {
  const { movements } = input;
  if (movements.length === 0) return [];
  // A push holds the lock of its store from the beginning.
  if (ctx.command === undefined) await lockStore(ctx.tx, input.storeId);
  const { rows } = await ctx.tx.client.query<{ product_id: string; quantity: string }>({
    name: "append-movements",
    text: append,
    values: [
      ctx.principal.organizationId,
      input.storeId,
      input.cause,
      movements.map(() => uuidv7()),
      movements.map((movement) => movement.productId),
      movements.map((movement) => movement.quantity),
      movements.map((movement) => movement.referenceId),
    ],
  });
  return rows.map((row) => ({ productId: row.product_id, quantity: Number(row.quantity) }));
}

/** Waits until no other transaction moves the stock of the store, and keeps others out until this one ends. */
export async function lockStore(tx: TenantTransaction, storeId: string): Promise<void> {
  await tx.client.query("SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))", [storeId]);
}
