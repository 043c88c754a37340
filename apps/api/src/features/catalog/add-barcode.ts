import type { BarcodeArguments } from "@balcao/shared/catalog/contract";
import { refuse, type Result } from "@balcao/shared/kernel/result";
import type { WriteContext } from "../../kernel/context.ts";
import { giveBarcodes } from "./barcodes.ts";
import { shareCatalog } from "./catalog-lock.ts";
import { isProduct } from "./references.ts";

/** Gives a product one more barcode. Refuses NOT_FOUND, BARCODE_INVALID and BARCODE_TAKEN. */
export async function addBarcode(ctx: WriteContext, { productId, code }: BarcodeArguments): Promise<Result<null>> {
  await shareCatalog(ctx.tx, ctx.principal.organizationId);
  if (!(await isProduct(ctx.tx, productId))) return refuse("NOT_FOUND", { field: "productId" });
  ctx.audit({ entityId: productId, details: { code } });
  return giveBarcodes(ctx, productId, [code]);
}
