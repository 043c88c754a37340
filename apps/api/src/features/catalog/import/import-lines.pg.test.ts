import { checkDigit } from "@balcao/shared/catalog/barcode";
import type { ImportAnswer } from "@balcao/shared/catalog/import/report";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createImportShop, type ImportShop } from "../testing/import-shop.ts";
import { writeFile } from "../testing/write-file.ts";

let shop: ImportShop;
beforeEach(async () => {
  shop = await createImportShop();
});
afterEach(() => shop.close());

async function imported(
  content: string | Uint8Array,
  options: Parameters<ImportShop["importFile"]>[1] = {},
): Promise<ImportAnswer> {
  const answer = await shop.importFile(writeFile(content), options);
  if (!answer.ok) throw new Error(`${answer.code} ${JSON.stringify(answer.details)}`);
  return answer.value;
}

const names = async () =>
  (await shop.rows<{ name: string }>("SELECT name FROM product ORDER BY sku")).map((row) => row.name);
const ean = (n: number) => `789${String(n).padStart(9, "0")}`;
const code = (n: number) => `${ean(n)}${checkDigit(ean(n))}`;

test("a line that does not fit is named with its place and reason; the others are imported", async () => {
  const report = await imported(
    [
      "sku;ean;nome;marca;un;preço",
      `1;${code(1)};Arroz;;un;5,99`,
      `2;${code(2).slice(0, -1)}x;Feijão;;un;6,00`,
      `3;7890000000011;Café;;un;7,00`,
      `4;${code(1)};Óleo;;un;8,00`,
      "1;;Arroz de novo;;un;1,00",
      "5;;;;un;1,00",
      "",
      "6;;Açúcar;;un;-1,00",
      "7;;Sal;;un;caro",
      "8;;Vinagre;;arroba;1,00",
      "9;;Farinha",
      `"10";;"Biscoito\nrecheado";;un;2,50`,
      "11;;Leite;;un;3,00;sobra",
      "12;;Fubá;;un;",
    ].join("\r\n"),
  );
  expect(report.refusals.map(({ line, code: reason, field, other }) => [line, reason, field, other])).toEqual([
    [3, "BARCODE_NOT_DIGITS", "barcode", null],
    [4, "BARCODE_CHECK_DIGIT", "barcode", null],
    [5, "BARCODE_REPEATED", "barcode", "2"],
    [6, "SKU_REPEATED", "sku", "2"],
    [7, "NAME_MISSING", "name", null],
    [9, "PRICE_NEGATIVE", "price", null],
    [10, "PRICE_UNREADABLE", "price", null],
    [11, "UNIT_UNKNOWN", "unit", null],
    [12, "COLUMN_COUNT", null, null],
    [15, "COLUMN_COUNT", null, null],
  ]);
  expect(report).toMatchObject({ added: 3, refused: 10, prices: 2 });
  expect(await names()).toEqual(["Arroz", "Biscoito recheado", "Fubá"]);
});

test("a barcode that another product of the catalogue has refuses the line, whatever its leading zeros", async () => {
  await imported("sku,ean,nome\nA,0036000291452,Um\n");
  const report = await imported("sku,ean,nome\nB,036000291452;96385074,Dois\nC,,Três\n");
  expect(report.refusals).toEqual([
    { line: 2, code: "BARCODE_TAKEN", field: "barcode", value: "036000291452", other: "A" },
  ]);
  expect(await names()).toEqual(["Um", "Três"]);
  expect(await shop.rows("SELECT code FROM barcode")).toEqual([{ code: "0036000291452" }]);
});

test("windows-1252 and UTF-16 are read as what they are, and one bad byte refuses one line", async () => {
  const text = "codigo;nome;preco\n1;Pão de açúcar;1,00\n";
  await imported(Buffer.from(text, "latin1"));
  expect(await names()).toEqual(["Pão de açúcar"]);
  expect(await imported(Buffer.from(`\uFEFF${text}`, "utf16le"))).toMatchObject({ same: 1 });
  const bytes = Buffer.from("codigo;nome;preco\n1;Pão de açúcar;1,00\n2;Cafe;2,00\n3;Maçã;3,00\n");
  bytes[bytes.indexOf("Cafe") + 3] = 0xe9;
  const report = await imported(bytes);
  expect(report.refusals).toMatchObject([{ line: 3, code: "BAD_ENCODING", field: "name" }]);
  expect(await names()).toEqual(["Pão de açúcar", "Maçã"]);
});

test("a changed price closes the old row and opens a new one; an unchanged one keeps its row", async () => {
  await imported("sku,name,price,sale price\n1,A,10.00,\n2,B,10.00,8.00\n");
  const before = await shop.rows<{ id: string; sku: string }>(
    "SELECT o.id, p.sku FROM price o JOIN product p ON p.id = o.product_id",
  );
  const report = await imported("sku,name,price,sale price\n1,A,12.00,\n2,B,10.00,8.00\n");
  expect(report).toMatchObject({ changed: 1, same: 1, prices: 1 });
  const rows = await shop.rows<{ id: string; sku: string; amount: string; regular: string | null; closed: boolean }>(
    "SELECT o.id, p.sku, o.amount, o.regular, closed_at IS NOT NULL AS closed FROM price o JOIN product p ON p.id = o.product_id ORDER BY sku, o.id",
  );
  expect(rows.map(({ sku, amount, regular, closed }) => [sku, amount, regular, closed])).toEqual([
    ["1", "1000", null, true],
    ["1", "1200", null, false],
    ["2", "800", "1000", false],
  ]);
  expect(rows.map((row) => row.id)).toEqual(expect.arrayContaining(before.map((row) => row.id)));
});

test("a price whose usual amount alone changed is another price", async () => {
  await imported("sku,name,price,sale price\n1,A,10.00,8.00\n");
  expect(await imported("sku,name,price,sale price\n1,A,11.00,8.00\n")).toMatchObject({ changed: 1, prices: 1 });
});

test("only the products that changed are touched in the change feed", async () => {
  await imported("sku,name,price\n1,A,10.00\n2,B,10.00\n3,C,10.00\n");
  const feed = "SELECT table_name, row_id, xid::text FROM change_feed WHERE table_name IN ('product', 'list_price')";
  const before = new Set((await shop.rows<{ xid: string }>(feed)).map((row) => row.xid));
  await imported("sku,name,price\n1,A,10.00\n2,B2,10.00\n3,C,11.00\n");
  const touched = (await shop.rows<{ table_name: string; xid: string; row_id: string }>(feed)).filter(
    (row) => !before.has(row.xid),
  );
  const ids = new Map(
    (await shop.rows<{ id: string; sku: string }>("SELECT id, sku FROM product")).map((row) => [row.id, row.sku]),
  );
  expect(touched.map((row) => [row.table_name, ids.get(row.row_id)])).toEqual([
    ["product", "2"],
    ["list_price", "3"],
  ]);
});

test("a blank cell changes nothing, and stock and what the file does not name stay", async () => {
  await imported("sku,name,brand,category,unit,price,ean\n1,A,Pilão,Café,kg,10.00,96385074\n2,B,,,,,\n");
  const storeId = shop.chain.stores[0]?.id ?? "";
  await shop.rows(
    `INSERT INTO stock_movement (id, organization_id, store_id, product_id, quantity, cause)
     SELECT gen_random_uuid(), organization_id, $1, id, 5000, 'opening' FROM product`,
    [storeId],
  );
  const state = "SELECT p.*, l.quantity FROM product p JOIN stock_level l ON l.product_id = p.id ORDER BY sku";
  const before = await shop.rows(state);
  expect(await imported("sku,name,brand,category,unit,price,ean\n1,A,,,,,\n")).toMatchObject({
    same: 1,
    changed: 0,
    deactivated: 0,
  });
  expect(await shop.rows(state)).toEqual(before);
});

test("prices with dates of their own stand beside the file's", async () => {
  await imported("sku,name,price\n1,A,10.00\n");
  await shop.rows(
    `INSERT INTO price (id, organization_id, price_list_id, product_id, amount, valid_from, valid_until)
     SELECT gen_random_uuid(), organization_id, price_list_id, product_id, 700, now(), now() + interval '7 days' FROM price`,
  );
  await imported("sku,name,price\n1,A,11.00\n");
  expect(await imported("sku,name,price\n1,A,7.00\n", { mode: "preview" })).toMatchObject({ prices: 1 });
  const open = await shop.rows<{ amount: string }>("SELECT amount FROM price WHERE closed_at IS NULL ORDER BY amount");
  expect(open.map((row) => row.amount)).toEqual(["700", "1100"]);
});

test("a mapping may make missing products inactive and the named ones active again, unless a line was refused", async () => {
  const first = await imported("sku,name\n1,A\n2,B\n");
  const mapping = { ...first.mapping, missing: "deactivate" } as const;
  const active = async () =>
    (await shop.rows<{ sku: string }>("SELECT sku FROM product WHERE status = 'active' ORDER BY sku")).map(
      (row) => row.sku,
    );
  expect(await imported("sku,name\n1,A\n3,\n", { mapping })).toMatchObject({ refused: 1, deactivated: 0 });
  expect(await active()).toEqual(["1", "2"]);
  expect(await imported("sku,name\n1,A\n", { mapping, mode: "preview" })).toMatchObject({ deactivated: 1 });
  expect(await imported("sku,name\n1,A\n", { mapping })).toMatchObject({ same: 1, deactivated: 1 });
  expect(await active()).toEqual(["1"]);
  expect(await imported("sku,name\n1,A\n2,B\n", { mapping })).toMatchObject({ same: 1, changed: 1 });
  expect(await active()).toEqual(["1", "2"]);
  const store = { mapping, storeId: shop.chain.stores[0]?.id ?? "" };
  expect(await shop.importFile(writeFile("sku,name\n1,A\n"), store)).toMatchObject({
    ok: false,
    code: "IMPORT_STORE_CANNOT_DEACTIVATE",
  });
});

test("of two imports at once one runs and the other is told to wait", async () => {
  const file = `sku,name\n${Array.from({ length: 3000 }, (_, n) => `${n},Produto ${n}\n`).join("")}`;
  const both = await Promise.all([shop.importFile(writeFile(file)), shop.importFile(writeFile(file))]);
  const [done, waiting] = both.toSorted((a, b) => Number(b.ok) - Number(a.ok));
  expect(done).toMatchObject({ ok: true, value: { added: 3000 } });
  expect(waiting).toEqual({ ok: false, code: "IMPORT_RUNNING" });
});

test("names that a file would use to harm are kept as the text they are", async () => {
  const evil = ["'; DROP TABLE product; --", "<script>alert(1)</script>", "=HYPERLINK(1)", "__proto__", "a\\b%_"];
  await imported(`sku,name,brand\n${evil.map((name, n) => `${n},"${name}","${name}"\n`).join("")}`);
  expect(await names()).toEqual(evil);
});
