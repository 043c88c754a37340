import { effectivePrice } from "@balcao/shared/catalog/effective-price";
import type { PricePeriod } from "@balcao/shared/catalog/rows";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProductPage } from "./list-products.ts";
import { type Office, openOffice } from "./testing/office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice({ stores: 2, products: 60, customers: 0, openingStock: 0 });
  await office.rows("UPDATE brand SET name = 'Irmãos São João' WHERE name = 'brand 5'");
});
afterAll(() => office.close());

const list = (input: object = {}) => office.call<ProductPage>("listProducts", input);
const skus = (page: ProductPage) => page.products.map((product) => product.sku);

test("the words of name, SKU and brand are found without accents, in any order and any case", async () => {
  const acucar = await list({ search: "ACUCAR" });
  expect(acucar.matches).toBe(3);
  expect(new Set(acucar.products.map((product) => product.name.split(" ")[0]))).toEqual(new Set(["Açúcar"]));
  expect((await list({ search: "trad acu" })).products[0]?.name).toMatch(/^Açúcar Tradicional/);
  expect((await list({ search: "sao irmaos" })).products.map((product) => product.brand)).toEqual([
    "Irmãos São João",
    "Irmãos São João",
  ]);
  expect(skus(await list({ search: "000031" }))).toEqual(["000031"]);
  expect((await list({ search: "acucar inexistente" })).matches).toBe(0);
});

test("the beginning of a barcode finds its product, and the whole one does whatever its leading zeros", async () => {
  const [known] = (await list({ search: "000031" })).products;
  const [code = ""] = known?.barcodes ?? [];
  expect(skus(await list({ search: code.slice(0, 12) }))).toEqual(["000031"]);
  expect(skus(await list({ search: `0${code}` }))).toEqual(["000031"]);
});

test.each(["'; DROP TABLE product; --", "%", "_____", "\\", "a' OR 1=1", "\u0000", "{}", "*"])(
  "%j is text to search for, and no SQL",
  async (search) => {
    expect((await list({ search })).matches).toBeLessThanOrEqual(60);
    expect((await list()).matches).toBe(60);
  },
);

test.each(["name", "sku", "popularity", "updatedAt"] as const)(
  "pages by %s show every product once, in order, whatever their size",
  async (sort) => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 25 }), fc.boolean(), async (limit, descending) => {
        const whole = skus(await list({ sort, descending, limit: 200 }));
        const paged: string[] = [];
        let after: ProductPage["next"] | undefined;
        do {
          const page: ProductPage = await list({ sort, descending, limit, ...(after ? { after } : {}) });
          expect(page.matches).toBe(60);
          paged.push(...skus(page));
          after = page.next;
        } while (after !== null);
        expect(paged).toEqual(whole);
        expect(new Set(paged).size).toBe(60);
      }),
      { numRuns: 4 },
    );
  },
);

test("a page's end that is none is refused, not passed on", async () => {
  const id = office.chain.productIds[0];
  expect(await office.refusal("listProducts", { sort: "updatedAt", after: { value: "now()", id } })).toBe(
    "BAD_REQUEST",
  );
  expect(await office.refusal("listProducts", { sort: "amount" })).toBe("BAD_REQUEST");
  expect(await office.refusal("listProducts", { limit: 201 })).toBe("BAD_REQUEST");
});

test("filters go together", async () => {
  const [first] = (await list()).products;
  const of = await list({ categoryId: first?.categoryId, status: "active" });
  expect(of.products.every((product) => product.categoryId === first?.categoryId)).toBe(true);
  expect((await list({ categoryId: first?.categoryId, status: "inactive" })).matches).toBe(0);
  expect((await list({ brandId: first?.brandId })).matches).toBeGreaterThan(0);
});

test("what costs how much now is what the tablet's rule says, whatever periods stand in the lists", async () => {
  const productId = office.chain.productIds[0] ?? "";
  const [storeId = ""] = office.chain.stores.map((store) => store.id);
  const lists = new Map(
    (await office.rows<{ id: string; store_id: string | null }>("SELECT id, store_id FROM price_list")).map((row) => [
      row.store_id,
      row.id,
    ]),
  );
  const day = fc.option(fc.integer({ min: -3, max: 3 }).filter((days) => days !== 0));
  const prices = fc.array(fc.record({ ofStore: fc.boolean(), from: day, until: day }), { maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(prices, async (wanted) => {
      await office.rows("DELETE FROM price WHERE product_id = $1", [productId]);
      for (const [index, { ofStore, from, until }] of wanted.entries()) {
        await office.rows(
          `INSERT INTO price (id, organization_id, price_list_id, store_id, product_id, amount, valid_from, valid_until)
           VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, now() + $6::integer * interval '1 day', now() + $7::integer * interval '1 day')`,
          [
            office.chain.organizationId,
            lists.get(ofStore ? storeId : null),
            ofStore ? storeId : null,
            productId,
            100 + index,
            from,
            until,
          ],
        );
      }
      const read = async (condition: string) =>
        office.rows<PricePeriod>(
          `SELECT id AS "priceId", amount::integer AS amount, regular, iso_instant(valid_from) AS from, iso_instant(valid_until) AS until
           FROM price WHERE product_id = $1 AND ${condition} ORDER BY valid_from DESC NULLS LAST, id DESC`,
          [productId],
        );
      const expected = effectivePrice(await read("store_id IS NOT NULL"), await read("store_id IS NULL"), Date.now());
      const shown = (await list({ search: "000001", storeId })).products[0]?.amount ?? null;
      expect(shown).toBe(expected?.period.amount ?? null);
      expect((await list({ search: "000001", storeId, withoutPrice: true })).matches).toBe(expected === null ? 1 : 0);
    }),
    { numRuns: 25 },
  );
});
