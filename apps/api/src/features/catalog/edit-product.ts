import { product } from "@balcao/db/catalog/catalog.table";
import type { EditProductArguments } from "@balcao/shared/catalog/contract";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { eq, sql } from "drizzle-orm";
import type { WriteContext } from "../../kernel/context.ts";
import { given } from "../../kernel/given.ts";
import { refuseDuplicate } from "../../kernel/unique.ts";
import { shareCatalog } from "./catalog-lock.ts";
import { checkReferences } from "./references.ts";

/**
 * Changes what is given of a product, when nobody has changed it since `seen`. Refuses NOT_FOUND, CONFLICT and
 * ALREADY_EXISTS (the SKU).
 */
export async function editProduct(
  ctx: WriteContext,
  input: EditProductArguments,
): Promise<Result<{ updatedAt: string }>> {
  const { productId, seen, ...changes } = input;
  await shareCatalog(ctx.tx, ctx.principal.organizationId);
  const [current] = await ctx.tx.db
    .select({ updatedAt: sql<string>`iso_instant(${product.updatedAt})` })
    .from(product)
    .where(eq(product.id, productId))
    .for("update");
  if (current === undefined) return refuse("NOT_FOUND", { field: "productId" });
  if (Date.parse(current.updatedAt) !== Date.parse(seen)) return refuse("CONFLICT", { updatedAt: current.updatedAt });
  const known = await checkReferences(ctx.tx, changes);
  if (!known.ok) return known;
  // A transaction that began before the last change was committed must not set the clock back, nor leave it standing.
  const later = sql`greatest(now(), ${product.updatedAt} + interval '1 millisecond')`;
  const update = ctx.tx.db
    .update(product)
    .set({ ...given(changes), updatedAt: later })
    .where(eq(product.id, productId))
    .returning({ updatedAt: sql<string>`iso_instant(${product.updatedAt})` });
  const written = await refuseDuplicate(update, { product_sku: "sku" });
  if (!written.ok) return written;
  ctx.audit({ entityId: productId, details: changes });
  return ok({ updatedAt: written.value[0]?.updatedAt ?? "" });
}
