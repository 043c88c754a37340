import type { ListProductsArguments, ProductSort } from "@balcao/shared/catalog/contract";

/** What the address of the product list says: `?q=cafe&category=…`. What is absent is not filtered. */
export interface ProductSearch {
  readonly q?: string;
  readonly category?: string;
  readonly brand?: string;
  readonly status?: "active" | "inactive";
  /** Whose prices are shown; absent is the chain's. */
  readonly store?: string;
  readonly unpriced?: true;
  readonly sort?: ProductSort;
  readonly desc?: true;
}

const sorts: readonly string[] = ["name", "sku", "popularity", "updatedAt"] satisfies ProductSort[];
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the address; what is not understood is left out, so that an old link still opens the list. */
export function parseProductSearch(given: Record<string, unknown>): ProductSearch {
  const { q, category, brand, status, store, unpriced, sort, desc } = given as Partial<
    Record<keyof ProductSearch, unknown>
  >;
  return {
    ...((typeof q === "string" || typeof q === "number") && q !== "" ? { q: String(q).slice(0, 200) } : {}),
    ...(isId(category) ? { category } : {}),
    ...(isId(brand) ? { brand } : {}),
    ...(status === "active" || status === "inactive" ? { status } : {}),
    ...(isId(store) ? { store } : {}),
    ...(unpriced === true ? { unpriced } : {}),
    ...(isSort(sort) ? { sort } : {}),
    ...(desc === true ? { desc } : {}),
  };
}

/** What the server is asked for. */
export function toArguments(search: ProductSearch): Omit<ListProductsArguments, "limit" | "after"> {
  return {
    search: search.q ?? "",
    ...(search.category === undefined ? {} : { categoryId: search.category }),
    ...(search.brand === undefined ? {} : { brandId: search.brand }),
    ...(search.status === undefined ? {} : { status: search.status }),
    storeId: search.store ?? null,
    withoutPrice: search.unpriced ?? false,
    sort: search.sort ?? "name",
    descending: search.desc ?? false,
  };
}

/** Whether anything narrows the list. */
export function isNarrowed({ q, category, brand, status, unpriced }: ProductSearch): boolean {
  return [q, category, brand, status, unpriced].some((part) => part !== undefined);
}

function isId(value: unknown): value is string {
  return typeof value === "string" && uuid.test(value);
}

function isSort(value: unknown): value is ProductSort {
  return typeof value === "string" && sorts.includes(value);
}
