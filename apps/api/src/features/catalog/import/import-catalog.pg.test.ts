import { barcodeFault } from "@balcao/shared/catalog/barcode";
import type { ImportAnswer } from "@balcao/shared/catalog/import/report";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createImportShop, type ImportShop } from "../testing/import-shop.ts";
import { readPlainly } from "../testing/read-plainly.ts";
import { sampleFiles } from "../testing/sample-files.ts";

interface StoredProduct {
  readonly sku: string;
  readonly name: string;
  readonly brand: string | null;
  readonly category: string | null;
  readonly unit: string;
  readonly barcodes: readonly string[];
}

const products = `
  SELECT p.sku, p.name, b.name AS brand, c.name AS category, p.unit,
    ARRAY(SELECT code FROM barcode WHERE product_id = p.id ORDER BY code) AS barcodes
  FROM product p LEFT JOIN brand b ON b.id = p.brand_id LEFT JOIN category c ON c.id = p.category_id ORDER BY p.sku`;

const openPrices = `
  SELECT p.sku, o.amount::integer, o.regular::integer FROM price o JOIN product p ON p.id = o.product_id
  WHERE o.closed_at IS NULL AND o.store_id IS NOT DISTINCT FROM $1 ORDER BY p.sku`;

const feed = "SELECT scope, table_name, row_id, deleted, xid::text FROM change_feed ORDER BY scope, table_name, row_id";

const cell = (row: Record<string, string>, name: string) => (row[name] ?? "").replace(/\s+/g, " ").trim();
const cents = (text: string) => Math.round(Number(text) * 100);
const bySku = (a: { sku: string }, b: { sku: string }) => (a.sku < b.sku ? -1 : 1);

/** What a price list's line has to become, worked out by hand. */
function expectedPrice(row: Record<string, string>) {
  const [price, special, anchor] = [cell(row, "Price"), cell(row, "SpecialPrice"), cell(row, "AnchorPrice")];
  const amount = cents(special === "" ? price : special);
  const regular = special !== "" && cents(anchor) > amount ? cents(anchor) : null;
  return { sku: cell(row, "ProductId"), amount, regular };
}

function expectedProduct(row: Record<string, string>): StoredProduct {
  return {
    sku: cell(row, "ProductId"),
    name: cell(row, "Product"),
    brand: cell(row, "Brand") || null,
    category: cell(row, "Category") || null,
    unit: cell(row, "Unit") === "kg" ? "kg" : "unit",
    barcodes: cell(row, "Barcode") === "" ? [] : [cell(row, "Barcode")],
  };
}

describe.each(sampleFiles)("two stores' price lists ($source)", (files) => {
  let shop: ImportShop;
  const first = readPlainly(files.firstStore, ",");
  const second = readPlainly(files.secondStore, ",");
  const firstSkus = new Set(first.map((row) => cell(row, "ProductId")));
  const onlySecond = second.filter((row) => !firstSkus.has(cell(row, "ProductId")));

  beforeAll(async () => {
    shop = await createImportShop();
    process.stdout.write(
      `catalogue import is tried with the ${files.source}: ${first.length} and ${second.length} lines\n`,
    );
  });
  afterAll(() => shop.close());

  const imported = async (path: string, store: number): Promise<ImportAnswer> => {
    const storeId = shop.chain.stores[store]?.id ?? "";
    const answer = await shop.importFile(path, { storeId });
    if (!answer.ok) throw new Error(answer.code);
    return answer.value;
  };

  test("a preview counts what an import will do, and writes nothing", async () => {
    const before = await shop.rows(feed);
    const answer = await shop.importFile(files.firstStore, {
      mode: "preview",
      storeId: shop.chain.stores[0]?.id ?? "",
    });
    expect(answer).toMatchObject({
      ok: true,
      value: { added: first.length, changed: 0, same: 0, refused: 0, prices: first.length },
    });
    if (answer.ok) expect(answer.value.entries[0]).toMatchObject({ sku: cell(first[0] ?? {}, "ProductId"), line: 2 });
    expect(await shop.rows("SELECT FROM product")).toHaveLength(0);
    expect(await shop.rows("SELECT FROM audit_entry")).toHaveLength(0);
    expect(await shop.rows(feed)).toEqual(before);
  });

  test("every line becomes its product, with its price in the store's list", async () => {
    const report = await imported(files.firstStore, 0);
    expect(report).toMatchObject({
      added: first.length,
      changed: 0,
      same: 0,
      refused: 0,
      prices: first.length,
      barcodes: first.filter((row) => cell(row, "Barcode") !== "").length,
      brands: new Set(first.map((row) => cell(row, "Brand").toLowerCase()).filter((name) => name !== "")).size,
      categories: new Set(first.map((row) => cell(row, "Category"))).size,
    });
    expect(await shop.rows(products)).toEqual(first.map(expectedProduct).toSorted(bySku));
    expect(await shop.rows(openPrices, [shop.chain.stores[0]?.id])).toEqual(first.map(expectedPrice).toSorted(bySku));
    expect(await shop.rows(openPrices, [null])).toEqual([]);
  });

  test("the same file again changes no row and touches no line of the change feed", async () => {
    const before = {
      feed: await shop.rows(feed),
      products: await shop.rows("SELECT * FROM product ORDER BY id"),
      prices: await shop.rows("SELECT * FROM price ORDER BY id"),
    };
    expect(await imported(files.firstStore, 0)).toMatchObject({
      added: 0,
      changed: 0,
      same: first.length,
      prices: 0,
      barcodes: 0,
      brands: 0,
    });
    const after = {
      feed: await shop.rows(feed),
      products: await shop.rows("SELECT * FROM product ORDER BY id"),
      prices: await shop.rows("SELECT * FROM price ORDER BY id"),
    };
    expect(after).toEqual(before);
  });

  test("another store's file adds what is new, keeps the products both have, and writes its own prices only", async () => {
    const before = await shop.rows(openPrices, [shop.chain.stores[0]?.id]);
    expect(await imported(files.secondStore, 1)).toMatchObject({
      added: onlySecond.length,
      same: 0,
      changed: second.length - onlySecond.length,
      prices: second.length,
      refused: 0,
    });
    expect(await shop.rows(products)).toEqual([...first, ...onlySecond].map(expectedProduct).toSorted(bySku));
    expect(await shop.rows(openPrices, [shop.chain.stores[1]?.id])).toEqual(second.map(expectedPrice).toSorted(bySku));
    expect(await shop.rows(openPrices, [shop.chain.stores[0]?.id])).toEqual(before);
  });

  test("every import leaves one audit entry of its store", async () => {
    const entries = await shop.rows<{ action: string; store_id: string }>(
      "SELECT action, store_id FROM audit_entry ORDER BY id",
    );
    expect(entries.map((entry) => entry.action)).toEqual(["catalog.import", "catalog.import", "catalog.import"]);
    expect(entries.at(-1)?.store_id).toBe(shop.chain.stores[1]?.id);
  });
});

describe.each(sampleFiles)("an export of Open Food Facts ($source)", (files) => {
  let shop: ImportShop;
  const rows = readPlainly(files.foodFacts, "\t");
  const whole = rows.filter((row) => cell(row, "product_name") !== "" && barcodeFault(cell(row, "code")) === null);

  beforeAll(async () => {
    shop = await createImportShop();
  });
  afterAll(() => shop.close());

  test("every line is a product without price, or is refused with its reason", async () => {
    const answer = await shop.importFile(files.foodFacts);
    if (!answer.ok) throw new Error(answer.code);
    expect(answer.value).toMatchObject({ added: whole.length, refused: rows.length - whole.length, prices: 0 });
    const codes = answer.value.refusals.map((refusal) => refusal.code);
    expect(codes.filter((code) => code === "NAME_MISSING")).toHaveLength(
      rows.filter((row) => cell(row, "product_name") === "").length,
    );
    const stored = await shop.rows<StoredProduct>(products);
    expect(stored.map((product) => product.sku)).toEqual(whole.map((row) => cell(row, "code")).toSorted());
    expect(await shop.rows("SELECT FROM price")).toHaveLength(0);
  });

  test("of a list of brands and categories the first one counts, whatever its letter case", async () => {
    const firstOf = (list: string) =>
      list
        .split(",")
        .map((part) => part.trim())
        .find((part) => part !== "");
    const stored = new Map((await shop.rows<StoredProduct>(products)).map((product) => [product.sku, product]));
    for (const row of whole) {
      const product = stored.get(cell(row, "code"));
      expect(product?.brand?.toLowerCase()).toBe(firstOf(cell(row, "brands"))?.toLowerCase());
      expect(product?.category?.toLowerCase()).toBe(firstOf(cell(row, "categories"))?.toLowerCase());
    }
  });

  test("the same export again changes nothing", async () => {
    const before = await shop.rows(feed);
    expect(await shop.importFile(files.foodFacts)).toMatchObject({
      ok: true,
      value: { added: 0, changed: 0, same: whole.length },
    });
    expect(await shop.rows(feed)).toEqual(before);
  });
});
