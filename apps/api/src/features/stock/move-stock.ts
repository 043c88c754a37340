import type { TenantTransaction } from "@balcao/db/connect";
import type { MovementCause } from "@balcao/db/stock/stock.table";
import { v7 as uuidv7 } from "uuid";
import type { WriteContext } from "../../kernel/context.ts";
import type { AheadKey, ReadAhead } from "../../kernel/read-ahead.ts";
import type { BatchWriter } from "../../kernel/write-batch.ts";

export interface Movement {
  readonly productId: string;
  /** Signed thousandths of the product's unit: negative leaves the store. */
  readonly quantity: number;
  readonly referenceId: string | null;
}

interface MovementRow extends Movement {
  readonly organizationId: string;
  readonly storeId: string;
  readonly cause: MovementCause;
}

const append = `
  INSERT INTO stock_movement (id, organization_id, store_id, product_id, quantity, cause, reference_id)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::text[], $7::uuid[])`;

/** Appends movements to the ledger. The levels follow by trigger. */
const movementWriter: BatchWriter<MovementRow> = {
  write: async (tx, rows) => {
    await tx.client.query({
      name: "append-movements",
      text: append,
      values: [
        rows.map(() => uuidv7()),
        rows.map((row) => row.organizationId),
        rows.map((row) => row.storeId),
        rows.map((row) => row.productId),
        rows.map((row) => row.quantity),
        rows.map((row) => row.cause),
        rows.map((row) => row.referenceId),
      ],
    });
  },
};

/**
 * Moves stock of a store and returns the levels that it leads to, in thousandths by product. The movements are written
 * with the transaction's other rows, before it commits.
 */
export async function moveStock(
  ctx: WriteContext,
  input: { readonly storeId: string; readonly cause: MovementCause; readonly movements: readonly Movement[] },
): Promise<ReadonlyMap<string, number>> {
  const { storeId, cause, movements } = input;
  if (movements.length === 0) return new Map();
  // A push holds the lock of its store from the beginning. Under it nobody else moves what is read here.
  if (ctx.command === undefined) await lockStore(ctx.tx, storeId);
  const products = new Set(movements.map((movement) => movement.productId));
  const levels = levelsAhead(ctx, storeId, products) ?? (await readLevels(ctx.tx, storeId, [...products]));
  const { organizationId } = ctx.principal;
  for (const movement of movements) ctx.later.add(movementWriter, { ...movement, organizationId, storeId, cause });
  for (const row of ctx.later.gathered(movementWriter)) {
    if (row.storeId !== storeId || !products.has(row.productId)) continue;
    levels.set(row.productId, (levels.get(row.productId) ?? 0) + row.quantity);
  }
  return levels;
}

/** Levels that a push has read for all its commands, as they were before it moved any. */
const levelsRead: AheadKey<{ readonly storeId: string; readonly levels: ReadonlyMap<string, number> }> = {
  name: "stock levels",
};

/** Reads, for all commands of a push that holds the store's lock, the levels that they will move. */
export async function readLevelsAhead(
  tx: TenantTransaction,
  storeId: string,
  products: readonly string[],
  ahead: ReadAhead,
): Promise<void> {
  const levels = await readLevels(tx, storeId, products);
  ahead.set(levelsRead, { storeId, levels: new Map(products.map((id) => [id, levels.get(id) ?? 0])) });
}

function levelsAhead(ctx: WriteContext, storeId: string, products: ReadonlySet<string>): Map<string, number> | null {
  const read = ctx.command?.ahead?.get(levelsRead);
  if (read?.storeId !== storeId) return null;
  const wanted = [...products].map((id) => [id, read.levels.get(id)] as const);
  return wanted.every(([, level]) => level !== undefined) ? new Map(wanted as [string, number][]) : null;
}

async function readLevels(
  tx: TenantTransaction,
  storeId: string,
  products: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await tx.client.query<{ product_id: string; quantity: string }>({
    name: "levels-now",
    text: "SELECT product_id, quantity FROM stock_level WHERE store_id = $1 AND product_id = ANY($2::uuid[])",
    values: [storeId, products],
  });
  return new Map(rows.map((row) => [row.product_id, Number(row.quantity)]));
}

/** Waits until no other transaction moves the stock of the store, and keeps others out until this one ends. */
export async function lockStore(tx: TenantTransaction, storeId: string): Promise<void> {
  await tx.client.query("SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))", [storeId]);
}
