import { barcodeKey } from "@balcao/shared/catalog/barcode";
import type { CatalogEntry } from "@balcao/shared/catalog/import/read-entry";
import type { TenantTransaction } from "@balcao/db/connect";
import { v7 as uuidv7 } from "uuid";
import type { Names } from "./names.ts";

const tables = `
  CREATE TEMPORARY TABLE import_entry (
    line integer PRIMARY KEY, sku text NOT NULL, name text NOT NULL, brand_id uuid, category_id uuid, unit text,
    amount bigint, regular bigint, product_id uuid NOT NULL, price_id uuid NOT NULL,
    is_new boolean NOT NULL DEFAULT true, differs boolean NOT NULL DEFAULT false, new_price boolean NOT NULL DEFAULT false
  ) ON COMMIT DROP;
  CREATE TEMPORARY TABLE import_barcode (
    line integer NOT NULL, code text NOT NULL, key text PRIMARY KEY
  ) ON COMMIT DROP`;

const addEntries = `
  INSERT INTO import_entry (line, sku, name, brand_id, category_id, unit, amount, regular, product_id, price_id)
  SELECT * FROM unnest($1::integer[], $2::text[], $3::text[], $4::uuid[], $5::uuid[], $6::text[], $7::bigint[], $8::bigint[], $9::uuid[], $10::uuid[])`;

const addBarcodes = `INSERT INTO import_barcode (line, code, key) SELECT * FROM unnest($1::integer[], $2::text[], $3::text[])`;

/** Where a file's entries wait in the database until they are compared: tables of this transaction alone. */
export interface Staging {
  readonly add: (entries: readonly CatalogEntry[]) => Promise<void>;
  /** Call once after the last entry. */
  readonly finish: () => Promise<void>;
}

/** Makes the staging tables. Every entry gets the ids that its product and price will have if they are new. */
export async function createStaging({ client }: TenantTransaction, brands: Names, categories: Names): Promise<Staging> {
  await client.query(tables);
  return {
    add: async (entries) => {
      await client.query(addEntries, [
        entries.map((entry) => entry.line),
        entries.map((entry) => entry.sku),
        entries.map((entry) => entry.name),
        entries.map((entry) => (entry.brand === null ? null : brands.idOf(entry.brand))),
        entries.map((entry) => (entry.category === null ? null : categories.idOf(entry.category))),
        entries.map((entry) => entry.unit),
        entries.map((entry) => entry.price?.amount ?? null),
        entries.map((entry) => entry.price?.regular ?? null),
        entries.map(() => uuidv7()),
        entries.map(() => uuidv7()),
      ]);
      const barcodes = entries.flatMap(({ line, barcodes: codes }) => codes.map((code) => ({ line, code })));
      if (barcodes.length === 0) return;
      await client.query(addBarcodes, [
        barcodes.map(({ line }) => line),
        barcodes.map(({ code }) => code),
        barcodes.map(({ code }) => barcodeKey(code)),
      ]);
    },
    finish: async () => {
      await client.query("ANALYZE import_entry; ANALYZE import_barcode");
    },
  };
}
