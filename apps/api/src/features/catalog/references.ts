import type { TenantTransaction } from "@balcao/db/connect";
import { brand, category, product } from "@balcao/db/catalog/catalog.table";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { eq } from "drizzle-orm";

/**
 * Whether what a product is to refer to is the organization's: a foreign key alone would take another organization's row.
 * Refuses NOT_FOUND with the `field`.
 */
export async function checkReferences(
  { db }: TenantTransaction,
  {
    brandId,
    categoryId,
  }: { readonly brandId?: string | null | undefined; readonly categoryId?: string | null | undefined },
): Promise<Result<null>> {
  if (brandId && (await db.select({ id: brand.id }).from(brand).where(eq(brand.id, brandId))).length === 0) {
    return refuse("NOT_FOUND", { field: "brandId" });
  }
  if (
    categoryId &&
    (await db.select({ id: category.id }).from(category).where(eq(category.id, categoryId))).length === 0
  ) {
    return refuse("NOT_FOUND", { field: "categoryId" });
  }
  return ok(null);
}

/** Whether a product is one of the organization's. */
export async function isProduct({ db }: TenantTransaction, productId: string): Promise<boolean> {
  return (await db.select({ id: product.id }).from(product).where(eq(product.id, productId))).length > 0;
}
