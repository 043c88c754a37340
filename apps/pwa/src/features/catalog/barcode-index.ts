import type { ProductRow } from "@balcao/shared/catalog/rows";

/**
 * Which products may carry a barcode. It only ever learns: a product that has lost a barcode is still named, so whoever
 * asks reads the product itself. Forgotten as a whole when the catalogue is another.
 */
export class BarcodeIndex {
  readonly #products = new Map<string, string>();
  /** Further products of the few barcodes that several carry. */
  readonly #more = new Map<string, Set<string>>();

  put({ id, barcodes }: Pick<ProductRow, "id" | "barcodes">): void {
    for (const code of barcodes) {
      const known = this.#products.get(code);
      if (known === undefined) this.#products.set(code, id);
      else if (known !== id) this.#more.set(code, (this.#more.get(code) ?? new Set()).add(id));
    }
  }

  /** The ids of products that carry, or carried, one of the barcodes. */
  find(codes: readonly string[]): readonly string[] {
    const ids = codes.flatMap((code) => [this.#products.get(code) ?? [], ...(this.#more.get(code) ?? [])].flat());
    return [...new Set(ids)];
  }

  clear(): void {
    this.#products.clear();
    this.#more.clear();
  }
}
