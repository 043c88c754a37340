import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProductDetail } from "./read-product.ts";
import { type Office, openOffice } from "./testing/office.ts";

let office: Office;
let foreign: { brandId: string; productId: string; storeId: string };
beforeAll(async () => {
  office = await openOffice({ stores: 1, products: 5, customers: 0, openingStock: 0 });
  foreign = {
    brandId: "0197a000-0002-7601-8000-000000000001",
    productId: "0197a000-0002-7700-8000-000000000001",
    storeId: "0197a000-0002-7200-8000-000000000001",
  };
  await office.rows(
    "INSERT INTO organization (id, name, slug) VALUES ('0197a000-0002-7100-8000-000000000001', 'Other', 'other')",
  );
  await office.rows(
    "INSERT INTO brand (id, organization_id, name) VALUES ($1, '0197a000-0002-7100-8000-000000000001', 'Theirs')",
    [foreign.brandId],
  );
});
afterAll(() => office.close());

const fresh = { name: "Café torrado", brandId: null, categoryId: null, unit: "unit", barcodes: [] };
const product = (productId: string) => office.call<ProductDetail>("product", { productId });
const create = async (input: object) =>
  (await office.call<{ productId: string }>("createProduct", { ...fresh, ...input })).productId;

test("a product is made with its barcodes, and a second one of the SKU is refused", async () => {
  const id = await create({ sku: "N1", barcodes: ["7891000315507", "96385074"] });
  expect(await product(id)).toMatchObject({
    sku: "N1",
    status: "active",
    barcodes: ["7891000315507", "96385074"],
    prices: [],
  });
  expect(await office.refusal("createProduct", { ...fresh, sku: "N1" })).toBe("ALREADY_EXISTS");
});

test("a refused product leaves nothing behind", async () => {
  expect(
    await office.refusal("createProduct", { ...fresh, sku: "N2", barcodes: ["036000291452", "7891000315508"] }),
  ).toBe("BARCODE_INVALID");
  expect(await office.rows("SELECT FROM product WHERE sku = 'N2'")).toHaveLength(0);
  expect(await office.rows("SELECT FROM barcode WHERE code = '036000291452'")).toHaveLength(0);
});

test("another organization's brand, product and store are as unknown as none", async () => {
  expect(await office.refusal("createProduct", { ...fresh, sku: "N3", brandId: foreign.brandId })).toBe("NOT_FOUND");
  const id = await create({ sku: "N4" });
  const { updatedAt } = await product(id);
  expect(await office.refusal("editProduct", { productId: id, seen: updatedAt, brandId: foreign.brandId })).toBe(
    "NOT_FOUND",
  );
  const price = {
    productId: id,
    storeId: foreign.storeId,
    amount: 100,
    regular: null,
    from: null,
    until: null,
    replaces: null,
  };
  expect(await office.refusal("setPrice", price)).toBe("NOT_FOUND");
});

test("of two edits of what both saw, the second is told, and nothing of it is kept", async () => {
  const id = await create({ sku: "E1" });
  const { updatedAt } = await product(id);
  // Held until both edits are waiting for the row, so that they truly meet.
  await office.rows("BEGIN");
  await office.rows("SELECT FROM product WHERE id = $1 FOR UPDATE", [id]);
  const edits = ["Um", "Outro"].map((name) => office.refusal("editProduct", { productId: id, seen: updatedAt, name }));
  const waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
  const look = async () => {
    // Within a transaction PostgreSQL keeps its first look at who waits.
    await office.rows("SELECT pg_stat_clear_snapshot()");
    return office.rows(waiting);
  };
  await expect.poll(look, { timeout: 10_000 }).toHaveLength(2);
  await office.rows("COMMIT");
  const [one, other] = await Promise.all(edits);
  expect(new Set([one, other])).toEqual(new Set(["CONFLICT", null]));
  expect((await product(id)).name).toBe(one === null ? "Um" : "Outro");
});

test("an edit changes what is given and moves updatedAt, so that it can be followed by the next", async () => {
  const id = await create({ sku: "E2" });
  const first = await product(id);
  const edited = await office.call<{ updatedAt: string }>("editProduct", {
    productId: id,
    seen: first.updatedAt,
    status: "inactive",
  });
  expect(edited.updatedAt > first.updatedAt).toBe(true);
  await office.call("editProduct", { productId: id, seen: edited.updatedAt, name: "Novo nome" });
  expect(await product(id)).toMatchObject({ name: "Novo nome", status: "inactive", sku: "E2" });
});

test("a barcode has one owner at a time", async () => {
  const [mine, yours] = [await create({ sku: "B1" }), await create({ sku: "B2" })];
  await office.call("addBarcode", { productId: mine, code: "0036000291452" });
  await office.call("addBarcode", { productId: mine, code: "036000291452" });
  expect((await product(mine)).barcodes).toEqual(["0036000291452"]);
  expect(await office.refusal("addBarcode", { productId: yours, code: "036000291452" })).toBe("BARCODE_TAKEN");
  expect(await office.refusal("removeBarcode", { productId: yours, code: "0036000291452" })).toBe("NOT_FOUND");
  await office.call("removeBarcode", { productId: mine, code: "0036000291452" });
  await office.call("addBarcode", { productId: yours, code: "036000291452" });
  expect((await product(yours)).barcodes).toEqual(["036000291452"]);
});

test("of two people who give one code to two products, one is refused", async () => {
  const ids = [await create({ sku: "R1" }), await create({ sku: "R2" })];
  const answers = await Promise.all(
    ids.map((productId) => office.refusal("addBarcode", { productId, code: "6291041500213" })),
  );
  expect(new Set(answers)).toEqual(new Set(["BARCODE_TAKEN", null]));
});

test("a price takes the place of the one that was seen, and is never changed", async () => {
  const productId = await create({ sku: "P1" });
  const base = { productId, storeId: null, regular: null, from: null, until: null };
  const { priceId } = await office.call<{ priceId: string }>("setPrice", { ...base, amount: 999, replaces: null });
  expect(await office.refusal("setPrice", { ...base, amount: 899, replaces: null })).toBe("CONFLICT");
  await office.call("setPrice", { ...base, amount: 899, replaces: priceId });
  expect(await office.refusal("setPrice", { ...base, amount: 799, replaces: priceId })).toBe("CONFLICT");
  const detail = await product(productId);
  expect(detail.prices.map((price) => price.amount)).toEqual([899]);
  expect(detail.history.map((price) => [price.id, price.amount])).toEqual([[priceId, 999]]);
});

test("an offer stands beside the usual price until it is closed", async () => {
  const productId = await create({ sku: "P2" });
  const base = { productId, storeId: office.chain.stores[0]?.id, replaces: null };
  await office.call("setPrice", { ...base, amount: 999, regular: null, from: null, until: null });
  const dates = { from: "2026-01-01T00:00:00.000Z", until: "2026-02-01T00:00:00.000Z" };
  const { priceId } = await office.call<{ priceId: string }>("setPrice", {
    ...base,
    amount: 799,
    regular: 999,
    ...dates,
  });
  expect((await product(productId)).prices).toMatchObject([{ amount: 799, regular: 999, ...dates }, { amount: 999 }]);
  await office.call("closePrice", { priceId });
  expect(await office.refusal("closePrice", { priceId })).toBe("NOT_FOUND");
  expect((await product(productId)).prices).toMatchObject([{ amount: 999 }]);
  const backwards = { from: dates.until, until: dates.from };
  expect(await office.refusal("setPrice", { ...base, amount: 1, regular: null, ...backwards })).toBe(
    "PRICE_PERIOD_INVALID",
  );
});

test("brands and categories are named once, counted and renamed", async () => {
  const { id } = await office.call<{ id: string }>("createBrand", { name: "Ypê" });
  expect(await office.refusal("createBrand", { name: "Ypê" })).toBe("ALREADY_EXISTS");
  expect(await office.refusal("renameBrand", { id: foreign.brandId, name: "Mine" })).toBe("NOT_FOUND");
  await create({ sku: "Y1", brandId: id });
  await office.call("renameBrand", { id, name: "Ypê Limpeza" });
  const brands = await office.call<{ name: string; products: number }[]>("listBrands");
  expect(brands.find((brand) => brand.name === "Ypê Limpeza")).toMatchObject({ products: 1 });
  expect(brands.some((brand) => brand.name === "Theirs")).toBe(false);
});

test("every edit leaves its entry in the audit", async () => {
  const productId = await create({ sku: "A1" });
  await office.call("addBarcode", { productId, code: "50184385" });
  const entries = await office.rows<{ action: string }>(
    "SELECT action FROM audit_entry WHERE entity_id = $1 ORDER BY id",
    [productId],
  );
  expect(entries.map((entry) => entry.action)).toEqual(["catalog.createProduct", "catalog.addBarcode"]);
});
