import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { realData } from "./env.ts";
import type { Product } from "./product.ts";

/** The two real price lists, one shop each. */
export const priceLists = ["konzum_store_0204_2025-07-03.csv.gz", "konzum_store_0901_2025-07-03.csv.gz"] as const;

/** Imports the real price lists for the first stores when they are there. Returns how many. */
export function importRealCatalog(product: Product, storeCodes: readonly string[]): number {
  if (realData === null) return 0;
  const pairs = storeCodes.slice(0, priceLists.length).map((code, index) => [code, priceLists[index] ?? ""] as const);
  for (const [code, file] of pairs) product.balcao("import", "catalog", path.join(realData, file), "--store", code);
  return pairs.length;
}

/** Barcodes of pieces that a store sells, as printed: of its real price list, or of the seeded catalogue. */
export async function scannable(product: Product, list: 0 | 1 = 0): Promise<string[]> {
  if (realData === null) return seededCodes(product);
  const text = gunzipSync(readFileSync(path.join(realData, priceLists[list]))).toString("utf8");
  return text.split("\n").flatMap((line) => /,ko,(\d{13}),/.exec(line)?.[1] ?? []);
}

/** Barcodes of everything in the database that is sold by the piece. */
export async function seededCodes(product: Product): Promise<string[]> {
  const rows = await product.sql<{ code: string }>(
    "SELECT code FROM barcode JOIN product ON product.id = product_id WHERE unit = 'unit' ORDER BY code",
  );
  return rows.map((row) => row.code);
}
