import "fake-indexeddb/auto";
import type { PriceRow, ProductRow } from "@balcao/shared/catalog/rows";
import { cents } from "@balcao/shared/kernel/money";
import { toStored } from "@balcao/sync/client/stored-row";
import { beforeAll, expect, test, vi } from "vitest";
import { localStore } from "../../../kernel/sync/ports.ts";
import { catalogNow, likelyProduct } from "../../catalog/public.ts";
import { cartState } from "../cart/cart-store.ts";
import { takeCode } from "./take.ts";

vi.stubGlobal("reportError", (error: unknown) => {
  throw error;
});

const code = "7891000315507";

const product = (id: string, barcodes: readonly string[]): ProductRow => ({
  id,
  sku: id,
  name: id,
  brandId: null,
  categoryId: null,
  unit: "unit",
  status: "active",
  barcodes: [...barcodes],
  popularity: 0,
});

const price = (id: string, amount: number): PriceRow => ({
  id,
  periods: [
    { from: "2026-01-01T00:00:00Z", until: null, amount: cents(amount), regular: null, priceId: `price of ${id}` },
  ],
});

const write = (
  version: number,
  rows: { readonly product?: readonly ProductRow[]; readonly list_price?: readonly PriceRow[] },
) =>
  localStore.write(["product", "list_price"], async (tx) => {
    for (const [table, written] of Object.entries(rows))
      await tx.putMany(
        table,
        written.map((row) => toStored(row as never, version)),
      );
  });

beforeAll(async () => {
  await write(1, {
    product: [product("old", [code]), product("new", [])],
    list_price: [price("old", 100), price("new", 250)],
  });
  await vi.waitUntil(() => catalogNow().whole);
});

test("a barcode that has just moved to another product is sold at the price of that product", async () => {
  const moved = write(2, { product: [product("old", []), product("new", [code])] });
  // Memory does not know yet; the database will when it is asked.
  expect(likelyProduct(code)).toBe("old");
  await takeCode(code, null, "none");
  await moved;
  expect(cartState().cart.lines).toMatchObject([{ productId: "new", unitPrice: 250, priceId: "price of new" }]);
});
