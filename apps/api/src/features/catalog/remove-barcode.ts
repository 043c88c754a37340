import { barcode } from "@balcao/db/catalog/catalog.table";
import type { BarcodeArguments } from "@balcao/shared/catalog/contract";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { and, eq } from "drizzle-orm";
import type { WriteContext } from "../../kernel/context.ts";
import { shareCatalog } from "./catalog-lock.ts";

/** Takes a barcode from a product, as it is printed. Refuses NOT_FOUND when the product does not have it. */
export async function removeBarcode(ctx: WriteContext, { productId, code }: BarcodeArguments): Promise<Result<null>> {
  await shareCatalog(ctx.tx, ctx.principal.organizationId);
  const removed = await ctx.tx.db
    .delete(barcode)
    .where(and(eq(barcode.productId, productId), eq(barcode.code, code)))
    .returning({ code: barcode.code });
  if (removed.length === 0) return refuse("NOT_FOUND", { field: "code" });
  ctx.audit({ entityId: productId, details: { code } });
  return ok(null);
}
