import { product } from "@balcao/db/catalog/catalog.table";
import type { CreateProductArguments } from "@balcao/shared/catalog/contract";
import { ok, type Result } from "@balcao/shared/kernel/result";
import { v7 as uuidv7 } from "uuid";
import type { WriteContext } from "../../kernel/context.ts";
import { refuseDuplicate } from "../../kernel/unique.ts";
import { giveBarcodes } from "./barcodes.ts";
import { shareCatalog } from "./catalog-lock.ts";
import { checkReferences } from "./references.ts";

/** Adds a product without price. Refuses ALREADY_EXISTS (the SKU), NOT_FOUND (brand, category), BARCODE_INVALID and BARCODE_TAKEN. */
export async function createProduct(
  ctx: WriteContext,
  input: CreateProductArguments,
): Promise<Result<{ productId: string }>> {
  const { organizationId } = ctx.principal;
  const { barcodes, ...facts } = input;
  await shareCatalog(ctx.tx, organizationId);
  const known = await checkReferences(ctx.tx, facts);
  if (!known.ok) return known;
  const productId = uuidv7();
  const created = await refuseDuplicate(ctx.tx.db.insert(product).values({ id: productId, organizationId, ...facts }), {
    product_sku: "sku",
  });
  if (!created.ok) return created;
  const given = await giveBarcodes(ctx, productId, barcodes);
  if (!given.ok) return given;
  ctx.audit({ entityId: productId, details: { sku: input.sku, name: input.name } });
  return ok({ productId });
}
