import type pg from "pg";
import { idPrefix, type TestKind, testId } from "./test-ids.ts";

export interface TestCatalogOptions {
  readonly chain: number;
  readonly organizationId: string;
  readonly storeIds: readonly string[];
  readonly products: number;
  readonly customers: number;
  readonly openingStock: number;
}

export interface TestCatalog {
  readonly productIds: readonly string[];
  readonly customerIds: readonly string[];
  readonly priceIds: readonly string[];
}

const goods =
  "Arroz,Feijão,Açúcar,Café,Óleo,Farinha,Macarrão,Leite,Biscoito,Sabão,Detergente,Queijo,Iogurte,Suco,Água,Pão,Presunto,Maçã,Banana,Tomate";
const kinds = "Tradicional,Integral,Especial,Light,Orgânico,Extra,Premium,Caseiro,Suave,Forte,Clássico";
const sizes = "100 g,250 g,500 g,1 kg,2 kg,5 kg,200 ml,350 ml,1 L,2 L,un,pct 6,pct 12";
const categories = 12;
const brands = 40;

/** The n-th id of a kind, as an expression of SQL over the column `n`. */
function idOf(chain: number, kind: TestKind, n = "n"): string {
  return `('${idPrefix(chain, kind)}' || lpad(to_hex((${n})::bigint), 12, '0'))::uuid`;
}

const wordOf = (words: string, every: number) =>
  `(string_to_array('${words}', ','))[1 + (n / ${every}) % ${words.split(",").length}]`;

/**
 * Products with a barcode and a price each, opening stock in every store, customers. Every 25th product is sold by weight
 * and has no barcode; every tenth has a price of its own in every store.
 */
export async function seedTestCatalog(client: pg.Client, options: TestCatalogOptions): Promise<TestCatalog> {
  const { chain, products, customers } = options;
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  await seedNames(client, options);
  await seedProducts(client, options);
  await seedPrices(client, options);
  if (options.openingStock !== 0) await seedStock(client, options);
  await client.query(
    `INSERT INTO customer (id, organization_id, kind, name, document_hint)
     SELECT ${idOf(chain, "customer")}, $1, CASE WHEN n % 4 = 0 THEN 'company' ELSE 'individual' END, 'Cliente ' || n,
       '•••.•••.' || lpad((n % 1000)::text, 3, '0') || '-00'
     FROM generate_series(1, $2::int) n`,
    [options.organizationId, customers],
  );
  return {
    productIds: numbers(products).map((n) => testId(chain, "product", n)),
    customerIds: numbers(customers).map((n) => testId(chain, "customer", n)),
    priceIds: numbers(products).map((n) => testId(chain, "chainPrice", n)),
  };
}

async function seedNames(client: pg.Client, { chain, organizationId }: TestCatalogOptions): Promise<void> {
  for (const [table, kind, count] of [
    ["category", "category", categories],
    ["brand", "brand", brands],
  ] as const) {
    await client.query(
      `INSERT INTO ${table} (id, organization_id, name) SELECT ${idOf(chain, kind)}, $1, '${table} ' || n FROM generate_series(1, $2::int) n`,
      [organizationId, count],
    );
  }
}

async function seedProducts(client: pg.Client, { chain, organizationId, products }: TestCatalogOptions): Promise<void> {
  await client.query(
    `INSERT INTO product (id, organization_id, sku, name, brand_id, category_id, unit, popularity)
     SELECT ${idOf(chain, "product")}, $1, lpad(n::text, greatest(6, length(n::text)), '0'),
       ${wordOf(goods, 1)} || ' ' || ${wordOf(kinds, 20)} || ' ' || ${wordOf(sizes, 7)} || ' ' || n,
       ${idOf(chain, "brand", `1 + n % ${brands}`)}, ${idOf(chain, "category", `1 + n % ${categories}`)},
       CASE WHEN n % 25 = 0 THEN 'kg' ELSE 'unit' END, (n::bigint * 7919 % 1000)::int
     FROM generate_series(1, $2::int) n`,
    [organizationId, products],
  );
  // EAN-13 (GS1 General Specifications, 7.9): weights 1 and 3 from the left, the check digit fills up to ten.
  await client.query(
    `INSERT INTO barcode (organization_id, code, product_id)
     SELECT $1, body || (10 - (
         SELECT sum(substr(body, place, 1)::int * CASE WHEN place % 2 = 0 THEN 3 ELSE 1 END) FROM generate_series(1, 12) place
       ) % 10) % 10, ${idOf(chain, "product")}
     FROM generate_series(1, $2::int) n, LATERAL (SELECT '789' || lpad(n::text, 9, '0') AS body) code
     WHERE n % 25 <> 0`,
    [organizationId, products],
  );
}

async function seedPrices(
  client: pg.Client,
  { chain, organizationId, storeIds, products }: TestCatalogOptions,
): Promise<void> {
  await client.query("INSERT INTO price_list (id, organization_id, name) VALUES ($1, $2, 'Chain')", [
    testId(chain, "priceList", 1),
    organizationId,
  ]);
  await client.query(
    `INSERT INTO price (id, organization_id, price_list_id, product_id, amount)
     SELECT ${idOf(chain, "chainPrice")}, $1, $2, ${idOf(chain, "product")}, 199 + n * 37 % 5000 FROM generate_series(1, $3::int) n`,
    [organizationId, testId(chain, "priceList", 1), products],
  );
  for (const [index, storeId] of storeIds.entries()) {
    const list = testId(chain, "priceList", index + 2);
    await client.query("INSERT INTO price_list (id, organization_id, store_id, name) VALUES ($1, $2, $3, 'Store')", [
      list,
      organizationId,
      storeId,
    ]);
    await client.query(
      `INSERT INTO price (id, organization_id, price_list_id, store_id, product_id, amount)
       SELECT ${idOf(chain, "storePrice", `${index + 1} * 1000000 + n`)}, $1, $2, $3, ${idOf(chain, "product")}, 189 + n * 37 % 5000
       FROM generate_series(10, $4::int, 10) n`,
      [organizationId, list, storeId, products],
    );
  }
}

async function seedStock(
  client: pg.Client,
  { chain, organizationId, storeIds, products, openingStock }: TestCatalogOptions,
): Promise<void> {
  for (const [index, storeId] of storeIds.entries()) {
    await client.query(
      `INSERT INTO stock_movement (id, organization_id, store_id, product_id, quantity, cause)
       SELECT ${idOf(chain, "movement", `${index + 1} * 1000000 + n`)}, $1, $2, ${idOf(chain, "product")}, $3, 'opening'
       FROM generate_series(1, $4::int) n`,
      [organizationId, storeId, openingStock, products],
    );
  }
}
