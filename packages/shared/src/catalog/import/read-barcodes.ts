import { barcodeFault, barcodeKey } from "../barcode.ts";
import type { RowRefusalCode } from "./refusals.ts";

/** The barcodes of a cell, each once, as printed; or the refusal and the code it is about. Several are parted by `;`, `|`, comma or space. */
export function readBarcodes(
  text: string,
):
  | { readonly ok: true; readonly codes: readonly string[] }
  | { readonly ok: false; readonly code: RowRefusalCode; readonly value: string } {
  const codes = new Map<string, string>();
  // Spreadsheets keep digits as text by an apostrophe or as ="…".
  const clean = text.trim().replace(/^'|^="(.*)"$/, "$1");
  if (/^\d[.,]\d+e\+\d+$/i.test(clean)) return { ok: false, code: "BARCODE_ROUNDED", value: clean };
  for (const code of clean.split(/[;|,\s]+/)) {
    if (code === "") continue;
    const fault = barcodeFault(code);
    if (fault !== null) return { ok: false, code: fault, value: code };
    if (!codes.has(barcodeKey(code))) codes.set(barcodeKey(code), code);
  }
  return { ok: true, codes: [...codes.values()] };
}
