import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createImportShop, type ImportShop } from "../testing/import-shop.ts";
import { writeFile } from "../testing/write-file.ts";

let shop: ImportShop;
let nothing: Awaited<ReturnType<typeof written>>;
beforeAll(async () => {
  shop = await createImportShop();
  nothing = await written();
});
afterAll(() => shop.close());

const written = async () => ({
  products: (await shop.rows("SELECT FROM product")).length,
  brands: (await shop.rows("SELECT FROM brand")).length,
  prices: (await shop.rows("SELECT FROM price")).length,
  audit: (await shop.rows("SELECT FROM audit_entry")).length,
});

const header = "sku,ean,nome,marca,un,preco\n";
const lines = Array.from(
  { length: 5000 },
  (_, n) => `${n},,Produto ${n} ${randomBytes(8).toString("hex")},Marca,un,1.50\n`,
).join("");
const zipped = gzipSync(header + lines);

test.each([
  ["an empty file", "", "IMPORT_EMPTY"],
  ["a header alone", header, "IMPORT_EMPTY"],
  ["an empty gzip", gzipSync(""), "IMPORT_EMPTY"],
  ["a gzip that was cut off", zipped.subarray(0, zipped.length - 2000), "IMPORT_DAMAGED"],
  [
    "a gzip with a broken byte",
    Buffer.concat([zipped.subarray(0, 5000), Buffer.of(0xff, 0x00, 0xff), zipped.subarray(5003)]),
    "IMPORT_DAMAGED",
  ],
  ["a spreadsheet", Buffer.concat([Buffer.from("PK\u0003\u0004"), randomBytes(2000)]), "IMPORT_SPREADSHEET"],
  ["an image", Buffer.concat([Buffer.of(0x89), Buffer.from("PNG\r\n\u001a\n"), randomBytes(2000)]), "IMPORT_NOT_TEXT"],
  ["prose", "Caro cliente\nsegue a lista\nobrigado\n", "IMPORT_NOT_TABLE"],
  ["a page of HTML", "<!doctype html>\n<html><body>\n<p>Not found, sorry</p>\n</body></html>\n", "IMPORT_NOT_TABLE"],
  ["columns that mean nothing", "a,b,c\n1,2,3\n", "IMPORT_COLUMNS_MISSING"],
  ["names without codes", "nome,preco\nCafé,1.00\n", "IMPORT_COLUMNS_MISSING"],
  ["quotes that nobody closes", `${header}1,,"Café,Marca,un,1.50\n${lines}`, "IMPORT_NOT_TABLE"],
])("%s is refused whole, and nothing is written", async (_, content, code) => {
  expect(await shop.importFile(writeFile(content))).toMatchObject({ ok: false, code });
  expect(await written()).toEqual(nothing);
});

test("a bomb is given up at the cap, long before it is unpacked", async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x61));
  expect(bomb.length).toBeLessThan(100_000);
  const refused = await shop.importFile(writeFile(bomb), {}, { plainBytes: 1024 * 1024 });
  expect(refused).toMatchObject({ ok: false, code: "IMPORT_TOO_LARGE", details: { limit: 1024 * 1024 } });
  expect(await written()).toEqual(nothing);
});

test("a file of too many lines, and a line without end, are refused whole", async () => {
  expect(await shop.importFile(writeFile(header + lines), {}, { rows: 4000 })).toMatchObject({
    code: "IMPORT_TOO_LARGE",
  });
  expect(await shop.importFile(writeFile(`${header}1,,${"x".repeat(5000)}`), {}, { lineBytes: 4000 })).toMatchObject({
    code: "IMPORT_NOT_TABLE",
  });
  expect(await written()).toEqual(nothing);
});

test("a column that the mapping names and the file lacks is named", async () => {
  const preview = await shop.importFile(writeFile(header + lines), { mode: "preview" });
  if (!preview.ok) throw new Error(preview.code);
  const mapping = { ...preview.value.mapping, columns: { ...preview.value.mapping.columns, price: "preço novo" } };
  const refused = await shop.importFile(writeFile(header + lines), { mapping });
  expect(refused).toMatchObject({ ok: false, code: "IMPORT_COLUMNS_MISSING", details: { column: "preço novo" } });
});

test("another organization's store and an unknown profile are refused", async () => {
  const file = writeFile(header + lines);
  expect(await shop.importFile(file, { storeId: "0197a000-0009-7200-8000-000000000001" })).toMatchObject({
    code: "NOT_FOUND",
  });
  expect(await shop.importFile(file, { profile: "none" })).toMatchObject({ code: "IMPORT_PROFILE_UNKNOWN" });
  expect(await written()).toEqual(nothing);
});
