import { barcodeKey } from "../barcode.ts";
import type { CatalogEntry } from "./read-entry.ts";
import { refuseRow, type RowRefusal } from "./refusals.ts";

/** Watches the entries of one file in order: a SKU or barcode that an earlier line already took is refused, and takes nothing. */
export function repetitionWatch(): (entry: CatalogEntry) => RowRefusal | null {
  const skus = new Map<string, number>();
  const barcodes = new Map<string, number>();
  return (entry) => {
    const first = skus.get(entry.sku);
    if (first !== undefined) return refuseRow(entry.line, "SKU_REPEATED", "sku", entry.sku, String(first));
    for (const code of entry.barcodes) {
      const taken = barcodes.get(barcodeKey(code));
      if (taken !== undefined) return refuseRow(entry.line, "BARCODE_REPEATED", "barcode", code, String(taken));
    }
    skus.set(entry.sku, entry.line);
    for (const code of entry.barcodes) barcodes.set(barcodeKey(code), entry.line);
    return null;
  };
}
