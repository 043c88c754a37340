import { cents, thousandths } from "@balcao/shared/kernel/money";
import { v7 as uuidv7 } from "uuid";
import { barcode, brand, category, price, priceList, product } from "../catalog/catalog.table.ts";
import type { Database } from "../connect.ts";
import { stockMovement } from "../stock/stock.table.ts";
import { type DemoProduct, demoProducts } from "./demo-goods.ts";

export interface DemoPlaces {
  readonly organizationId: string;
  readonly stores: readonly {
    readonly id: string;
    readonly code: string;
    readonly kind: "shop" | "distribution-centre";
  }[];
  readonly now: Date;
}

type Product = DemoProduct & { readonly id: string };
type Transaction = Pick<Database, "insert">;

const day = 24 * 60 * 60 * 1000;

/** Writes goods, prices, a few offers and the opening stock of the demo chain. */
export async function seedDemoCatalog(tx: Transaction, places: DemoPlaces): Promise<void> {
  const products = demoProducts().map((goods) => ({ id: uuidv7(), ...goods }));
  await seedProducts(tx, places.organizationId, products);
  await seedPrices(tx, places, products);
  for (const store of places.stores) {
    const rows = products.map((goods, index) => ({
      id: uuidv7(),
      organizationId: places.organizationId,
      storeId: store.id,
      productId: goods.id,
      quantity: thousandths(openingStock(goods, index, store.kind)),
      cause: "opening" as const,
    }));
    await tx.insert(stockMovement).values(rows);
  }
}

async function seedProducts(tx: Transaction, organizationId: string, products: readonly Product[]): Promise<void> {
  const categories = named(products.map((goods) => goods.category));
  const brands = named(products.flatMap((goods) => goods.brand ?? []));
  await tx.insert(category).values([...categories].map(([name, id]) => ({ id, organizationId, name })));
  await tx.insert(brand).values([...brands].map(([name, id]) => ({ id, organizationId, name })));
  await tx.insert(product).values(
    products.map((goods) => ({
      id: goods.id,
      organizationId,
      sku: goods.sku,
      name: goods.name,
      unit: goods.unit,
      popularity: goods.popularity,
      brandId: goods.brand === null ? null : (brands.get(goods.brand) ?? null),
      categoryId: categories.get(goods.category) ?? null,
    })),
  );
  await tx
    .insert(barcode)
    .values(
      products.flatMap(({ id, barcode: code }) => (code === null ? [] : [{ organizationId, code, productId: id }])),
    );
}

function named(names: readonly string[]): Map<string, string> {
  return new Map([...new Set(names)].map((name) => [name, uuidv7()]));
}

/** The chain's prices; an offer on every 40th product for a month; cheaper prices of the second shop's own. */
async function seedPrices(
  tx: Transaction,
  { organizationId, stores, now }: DemoPlaces,
  products: readonly Product[],
): Promise<void> {
  const chain = { id: uuidv7(), organizationId, name: "Rede", storeId: null };
  const lists = stores.map((store) => ({
    id: uuidv7(),
    organizationId,
    name: `Loja ${store.code}`,
    storeId: store.id,
  }));
  await tx.insert(priceList).values([chain, ...lists]);
  const row = (goods: Product, amount: number) => ({
    id: uuidv7(),
    organizationId,
    priceListId: chain.id,
    productId: goods.id,
    amount: cents(amount),
  });
  await tx.insert(price).values(products.map((goods) => row(goods, goods.price)));
  await tx.insert(price).values(
    everyNth(products, 40).map((goods) => ({
      ...row(goods, lower(goods.price, 80)),
      regular: cents(goods.price),
      validFrom: new Date(now.getTime() - day),
      validUntil: new Date(now.getTime() + 30 * day),
    })),
  );
  const own = lists[1];
  if (own === undefined) return;
  await tx.insert(price).values(
    everyNth(products, 9).map((goods) => ({
      ...row(goods, lower(goods.price, 95)),
      priceListId: own.id,
      storeId: own.storeId,
    })),
  );
}

function everyNth<T>(list: readonly T[], nth: number): T[] {
  return list.filter((_, index) => index % nth === nth - 1);
}

/** `percent` of a price, ended in nine cents as shops do. */
function lower(amount: number, percent: number): number {
  return Math.max(9, Math.floor((amount * percent) / 1000) * 10 - 1);
}

/** Thousandths in hand: some shelves are nearly empty, the distribution centre holds ten times a shop's. */
function openingStock({ unit }: DemoProduct, index: number, kind: "shop" | "distribution-centre"): number {
  const spread = (index * 37) % 97;
  const shelf = unit === "kg" ? 8_000 + spread * 450 : spread < 6 ? spread * 1000 : (12 + spread) * 1000;
  return kind === "shop" ? Math.max(1000, shelf) : shelf * 10 + 50_000;
}
