import { price } from "@balcao/db/catalog/catalog.table";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { WriteContext } from "../../kernel/context.ts";
import { shareCatalog } from "./catalog-lock.ts";

/** Ends a price now, with nothing in its place. Refuses NOT_FOUND when it is not open. */
export async function closePrice(ctx: WriteContext, { priceId }: { readonly priceId: string }): Promise<Result<null>> {
  await shareCatalog(ctx.tx, ctx.principal.organizationId);
  const [closed] = await ctx.tx.db
    .update(price)
    .set({ closedAt: sql`now()` })
    .where(and(eq(price.id, priceId), isNull(price.closedAt)))
    .returning({ productId: price.productId, storeId: price.storeId, amount: price.amount });
  if (closed === undefined) return refuse("NOT_FOUND", { field: "priceId" });
  const { productId, storeId, amount } = closed;
  ctx.audit({ ...(storeId === null ? {} : { storeId }), entityId: productId, details: { priceId, amount } });
  return ok(null);
}
