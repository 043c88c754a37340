import { afterAll, beforeAll, expect, test } from "vitest";
import { barcodeKey, checkDigit } from "@balcao/shared/catalog/barcode";
import { foldText } from "@balcao/shared/catalog/search-text";
import fc from "fast-check";
import type pg from "pg";
import { createTestDatabase, type TestDatabase } from "../testing/test-database.ts";
import { open } from "../testing/test-server.ts";

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = await open(database.url);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

async function inSql(rule: "fold_text" | "barcode_key", texts: readonly string[]): Promise<string[]> {
  const { rows } = await client.query<{ value: string }>(
    `SELECT ${rule}(text) AS value FROM unnest($1::text[]) WITH ORDINALITY AS given (text, place) ORDER BY place`,
    [texts],
  );
  return rows.map((row) => row.value);
}

test("the server folds Latin text as the tablet does", async () => {
  const between = (min: number, max: number) => fc.integer({ min, max }).map((code) => String.fromCodePoint(code));
  const others = fc.constantFrom("Ș", "ț", "–", "—", "’", "“", "…", "•", "€", "™", "e\u0301", "ﬁ", "①", "½", "\u00a0");
  const character = fc.oneof(between(0x20, 0x7e), between(0xa0, 0x17f), between(0x1ea0, 0x1ef9), others);
  // These have no plain form in the rule, and the tablet alone lowers them.
  const spelt = fc.string({ unit: character }).filter((text) => !/[ŊŦ]/.test(text));
  const texts = fc.sample(spelt, 2000);
  expect(await inSql("fold_text", texts)).toEqual(texts.map(foldText));
});

test("the server looks a barcode up under the tablet's key", async () => {
  const digits = fc.stringMatching(/^[0-9]{4,14}$/).map((body) => `${body}${checkDigit(body)}`);
  const codes = [...fc.sample(digits, 500), "036000291452", "0036000291452", "QJ-12345678"];
  expect(await inSql("barcode_key", codes)).toEqual(codes.map(barcodeKey));
});

test("one code with and without leading zeros cannot name two products", async () => {
  await client.query(
    `INSERT INTO organization (id, name, slug) VALUES ('00000000-0000-7000-8000-000000000001', 'A', 'a')`,
  );
  const product = `INSERT INTO product (id, organization_id, sku, name) VALUES (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', $1, $1) RETURNING id`;
  const [one, other] = [await client.query(product, ["1"]), await client.query(product, ["2"])];
  const barcode = `INSERT INTO barcode (organization_id, code, product_id) VALUES ('00000000-0000-7000-8000-000000000001', $1, $2)`;
  await client.query(barcode, ["036000291452", one.rows[0].id]);
  await expect(client.query(barcode, ["0036000291452", other.rows[0].id])).rejects.toMatchObject({
    constraint: "barcode_key",
  });
});
