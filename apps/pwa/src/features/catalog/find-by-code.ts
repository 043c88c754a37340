import { barcodeKey, readScaleBarcode, type ScaleReading } from "@balcao/shared/catalog/barcode";
import type { ProductRow } from "@balcao/shared/catalog/rows";
import type { ScaleBarcode } from "@balcao/shared/stores/rows";
import { catalogNow } from "./catalog-index.ts";
import { readProduct, readProducts } from "./local.ts";
import { findByBarcode } from "../../kernel/sync/packed-rows.ts";

/** What a code stands for on this device. */
export type FoundCode =
  | {
      readonly kind: "product";
      readonly product: ProductRow;
      /** What a scale's label says beside the product. */ readonly label: ScaleReading | null;
    }
  /** `partial`: not everything that is on this device has been looked through yet. */
  | { readonly kind: "unknown"; readonly partial: boolean };

/**
 * The product of a scanned or typed code: first the barcode as printed, then the same GTIN in another length, then the
 * SKU, then a scale's label. What memory does not know of barcodes is looked for in the local database itself, so
 * they are found before the search is ready.
 */
export async function findByCode(code: string, scale: ScaleBarcode): Promise<FoundCode> {
  const byBarcode = bestOf(await withBarcode(barcodeForms(code)), code);
  if (byBarcode !== undefined) return { kind: "product", product: byBarcode, label: null };
  const { index, whole } = catalogNow();
  const bySku = await reread(index.findSku(code)?.id);
  if (bySku !== undefined) return { kind: "product", product: bySku, label: null };
  const label = readScaleBarcode(code, scale);
  const weighed = label === null ? undefined : await reread(index.findScaleItem(label.itemCode)?.id);
  if (weighed !== undefined) return { kind: "product", product: weighed, label };
  return { kind: "unknown", partial: !whole };
}

/** The product that a code most likely stands for, from memory alone; undefined when memory knows none, or several. */
export function likelyProduct(code: string): string | undefined {
  const [id, ...more] = catalogNow().barcodes.find(barcodeForms(code));
  return more.length === 0 ? id : undefined;
}

async function withBarcode(codes: readonly string[]): Promise<readonly ProductRow[]> {
  // What is in memory says where to look; what is true is in the database, and may be newer than what is in memory.
  const { barcodes, whole } = catalogNow();
  const found = await readProducts(barcodes.find(codes));
  const carrying = found.filter((product) => product.barcodes.some((code) => codes.includes(code)));
  return carrying.length > 0 ? carrying : findByBarcode(codes, { chunks: !whole });
}

/** The ways in which one GTIN may be printed: with and without leading zeros, in 14, 13, 12 and 8 digits. */
export function barcodeForms(code: string): string[] {
  const key = barcodeKey(code);
  const shorter = key.length === 14 ? [13, 12, 8].filter((length) => /^0*$/.test(key.slice(0, -length))) : [];
  return [...new Set([code, key, ...shorter.map((length) => key.slice(-length))])];
}

/** Products on sale come first, then the one that is printed exactly so. */
function bestOf(products: readonly ProductRow[], code: string): ProductRow | undefined {
  const rank = (product: ProductRow) =>
    (product.status === "active" ? 0 : 2) + (product.barcodes.includes(code) ? 0 : 1);
  return products.toSorted((a, b) => rank(a) - rank(b))[0];
}

async function reread(id: string | undefined): Promise<ProductRow | undefined> {
  return id === undefined ? undefined : readProduct(id);
}
