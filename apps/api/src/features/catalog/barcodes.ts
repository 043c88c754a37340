import { barcodeFault, barcodeKey } from "@balcao/shared/catalog/barcode";
import { barcode } from "@balcao/db/catalog/catalog.table";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import type { WriteContext } from "../../kernel/context.ts";

/**
 * Gives a product barcodes that nobody has; those that it has already stay. Refuses BARCODE_INVALID and BARCODE_TAKEN with
 * the `code`. The caller has made sure that the product is the organization's, and shares the catalogue's lock.
 */
export async function giveBarcodes(
  ctx: WriteContext,
  productId: string,
  codes: readonly string[],
): Promise<Result<null>> {
  const { organizationId } = ctx.principal;
  for (const code of codes) {
    const fault = barcodeFault(code);
    if (fault !== null) return refuse("BARCODE_INVALID", { code, fault });
    // The index over the key decides, also when two people give one code at once.
    await ctx.tx.db.insert(barcode).values({ organizationId, code, productId }).onConflictDoNothing();
    if ((await ownerOf(ctx, code)) !== productId) return refuse("BARCODE_TAKEN", { code });
  }
  return ok(null);
}

async function ownerOf(ctx: WriteContext, code: string): Promise<string | undefined> {
  const { rows } = await ctx.tx.client.query<{ product_id: string }>(
    "SELECT product_id FROM barcode WHERE barcode_key(code) = $1",
    [barcodeKey(code)],
  );
  return rows[0]?.product_id;
}
