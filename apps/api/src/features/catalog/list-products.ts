import type { TenantTransaction } from "@balcao/db/connect";
import type { ListProductsArguments, ProductSort } from "@balcao/shared/catalog/contract";
import type { ProductRow } from "@balcao/shared/catalog/rows";
import { searchTokens } from "@balcao/shared/catalog/search-text";
import type { Cents } from "@balcao/shared/kernel/money";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { effectivePriceSql } from "./effective-price-sql.ts";

export interface ListedProduct extends Omit<ProductRow, "popularity"> {
  readonly brand: string | null;
  readonly category: string | null;
  /** What it costs now; null without price. */
  readonly amount: Cents | null;
  readonly regular: Cents | null;
  readonly updatedAt: string;
}

export interface ProductPage {
  readonly products: readonly ListedProduct[];
  /** How many products match in all. */
  readonly matches: number;
  /** Null on the last page. */
  readonly next: { readonly value: string; readonly id: string } | null;
}

interface Row extends ListedProduct {
  readonly sortValue: string;
  readonly matches: number;
}

/** The only columns that a list can be ordered by, with the type that a page's end is compared in. */
const sorts: Record<ProductSort, { readonly column: string; readonly type: "text" | "bigint" }> = {
  name: { column: "p.search_text", type: "text" },
  sku: { column: "p.sku", type: "text" },
  popularity: { column: "p.popularity::bigint", type: "bigint" },
  // Whole microseconds: what PostgreSQL keeps, and a Date would lose.
  updatedAt: { column: "(extract(epoch FROM p.updated_at) * 1000000)::bigint", type: "bigint" },
};

/** A page of the organization's products, with the count of all that match. Refuses BAD_REQUEST for a page's end that is none. */
export async function listProducts(
  { client }: TenantTransaction,
  input: ListProductsArguments,
): Promise<Result<ProductPage>> {
  const { column, type } = sorts[input.sort];
  if (type === "bigint" && input.after !== undefined && !/^-?\d{1,18}$/.test(input.after.value)) {
    return refuse("BAD_REQUEST", { field: "after" });
  }
  const { where, values } = matching(input);
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const after =
    input.after === undefined
      ? "true"
      : `(m.value, m.id) ${input.descending ? "<" : ">"} (${parameter(input.after.value)}::${type}, ${parameter(input.after.id)}::uuid)`;
  const order = input.descending ? "DESC" : "ASC";
  const { rows } = await client.query<Row>(
    `WITH b AS MATERIALIZED (SELECT id, name, fold_text(name) AS folded FROM brand),
     matching AS MATERIALIZED (
       SELECT p.id, ${column} AS value FROM product p LEFT JOIN b ON b.id = p.brand_id WHERE ${where}
     ),
     page AS (SELECT m.id, m.value FROM matching m WHERE ${after} ORDER BY m.value ${order}, m.id ${order} LIMIT ${parameter(input.limit + 1)})
     SELECT counted.matches, m.value::text AS "sortValue", p.id, p.sku, p.name, p.brand_id AS "brandId", p.category_id AS "categoryId",
       b.name AS brand, c.name AS category, p.unit, p.status,
       ARRAY(SELECT code FROM barcode WHERE product_id = p.id ORDER BY code) AS barcodes,
       o.amount::float8 AS amount, o.regular::float8 AS regular, iso_instant(p.updated_at) AS "updatedAt"
     FROM (SELECT count(*)::integer AS matches FROM matching) counted
     LEFT JOIN page m ON true
     LEFT JOIN product p ON p.id = m.id
     LEFT JOIN b ON b.id = p.brand_id
     LEFT JOIN category c ON c.id = p.category_id
     LEFT JOIN LATERAL (${effectivePriceSql("$1")}) o ON true
     ORDER BY m.value ${order}, m.id ${order}`,
    values,
  );
  // Without a match there is one row that holds the count alone.
  const found = rows.filter((row) => row.id !== null);
  const shown = found.slice(0, input.limit);
  const last = found.length > input.limit ? shown.at(-1) : undefined;
  return ok({
    products: shown.map(({ sortValue: _value, matches: _count, ...product }) => product),
    matches: rows[0]?.matches ?? 0,
    next: last === undefined ? null : { value: last.sortValue, id: last.id },
  });
}

/** The conditions of a list as SQL over product `p` and brand `b`; what a person typed goes into parameters only. */
function matching(input: ListProductsArguments): { where: string; values: unknown[] } {
  const values: unknown[] = [input.storeId];
  const conditions = ["($1::uuid IS NULL OR true)"];
  const add = (value: unknown, condition: (parameter: string) => string) => {
    values.push(value);
    conditions.push(condition(`$${values.length}`));
  };
  if (input.categoryId !== undefined) add(input.categoryId, (id) => `p.category_id = ${id}::uuid`);
  if (input.brandId !== undefined) add(input.brandId, (id) => `p.brand_id = ${id}::uuid`);
  if (input.status !== undefined) add(input.status, (status) => `p.status = ${status}`);
  if (input.withoutPrice) conditions.push(`NOT EXISTS (${effectivePriceSql("$1")})`);
  // Tokens hold letters and digits only, so that none of them means anything to LIKE.
  for (const token of searchTokens(input.search)) {
    const words = `' ' || p.search_text || ' ' || coalesce(b.folded, '')`;
    add(token, (word) => `(${words} LIKE '% ' || ${word} || '%' OR ${hasBarcode(word, token)})`);
  }
  return { where: conditions.join(" AND "), values };
}

/** Digits are looked for at the beginning of barcodes too, with and without their leading zeros. */
function hasBarcode(parameter: string, token: string): string {
  if (!/^\d{4,}$/.test(token)) return "false";
  return `p.id IN (SELECT product_id FROM barcode k
    WHERE k.code LIKE ${parameter} || '%' OR barcode_key(k.code) = barcode_key(${parameter}))`;
}
