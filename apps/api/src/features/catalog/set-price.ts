import { price } from "@balcao/db/catalog/catalog.table";
import type { SetPriceArguments } from "@balcao/shared/catalog/contract";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { and, eq, isNull, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { WriteContext } from "../../kernel/context.ts";
import { shareCatalog } from "./catalog-lock.ts";
import { ensurePriceList, isStore } from "./price-list.ts";
import { isProduct } from "./references.ts";

/**
 * Opens a price, closing the one that it replaces. A price is never changed: devices and sales refer to it. A price without
 * dates stands once in a list, so that a second one is a CONFLICT. Refuses NOT_FOUND, PRICE_PERIOD_INVALID and CONFLICT.
 */
export async function setPrice(ctx: WriteContext, input: SetPriceArguments): Promise<Result<{ priceId: string }>> {
  const { organizationId } = ctx.principal;
  const { productId, storeId, amount, regular } = input;
  const validFrom = input.from === null ? null : new Date(input.from);
  const validUntil = input.until === null ? null : new Date(input.until);
  if (validFrom !== null && validUntil !== null && validUntil <= validFrom) return refuse("PRICE_PERIOD_INVALID");
  await shareCatalog(ctx.tx, organizationId);
  if (!(await isProduct(ctx.tx, productId))) return refuse("NOT_FOUND", { field: "productId" });
  if (storeId !== null && !(await isStore(ctx.tx, storeId))) return refuse("NOT_FOUND", { field: "storeId" });
  const priceListId = await ensurePriceList(ctx.tx, organizationId, storeId);
  // Edits share the catalogue's lock; two of one product's prices take turns here.
  await ctx.tx.client.query("SELECT FROM product WHERE id = $1 FOR UPDATE", [productId]);
  if (input.replaces !== null && !(await close(ctx, input.replaces, productId, priceListId))) return refuse("CONFLICT");
  if (validFrom === null && validUntil === null && (await hasUndated(ctx, productId, priceListId)))
    return refuse("CONFLICT");
  const priceId = uuidv7();
  const row = { id: priceId, organizationId, priceListId, storeId, productId, amount, regular, validFrom, validUntil };
  await ctx.tx.db.insert(price).values(row);
  ctx.audit({
    ...(storeId === null ? {} : { storeId }),
    entityId: productId,
    details: { amount, regular, from: input.from, until: input.until, replaces: input.replaces },
  });
  return ok({ priceId });
}

async function close(ctx: WriteContext, priceId: string, productId: string, priceListId: string): Promise<boolean> {
  const closed = await ctx.tx.db
    .update(price)
    .set({ closedAt: sql`now()` })
    .where(
      and(
        eq(price.id, priceId),
        eq(price.productId, productId),
        eq(price.priceListId, priceListId),
        isNull(price.closedAt),
      ),
    )
    .returning({ id: price.id });
  return closed.length > 0;
}

async function hasUndated(ctx: WriteContext, productId: string, priceListId: string): Promise<boolean> {
  const found = await ctx.tx.db
    .select({ id: price.id })
    .from(price)
    .where(
      and(
        eq(price.productId, productId),
        eq(price.priceListId, priceListId),
        isNull(price.closedAt),
        isNull(price.validFrom),
        isNull(price.validUntil),
      ),
    );
  return found.length > 0;
}
