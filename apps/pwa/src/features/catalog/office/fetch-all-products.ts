import { api } from "../../../kernel/trpc.ts";
import type { ListedProduct } from "./product-queries.ts";
import { type ProductSearch, toArguments } from "./product-search.ts";

/** The largest page the server gives. */
const pageSize = 200;

/** Every product that matches, page after page; tells after each page how many there are. */
export async function fetchAllProducts(
  search: ProductSearch,
  signal: AbortSignal,
  onLoaded: (count: number) => void,
): Promise<readonly ListedProduct[]> {
  const input = toArguments(search);
  const products: ListedProduct[] = [];
  let after: { readonly value: string; readonly id: string } | null = null;
  do {
    const page: Awaited<ReturnType<typeof api.catalog.listProducts.query>> = await api.catalog.listProducts.query(
      { ...input, limit: pageSize, ...(after === null ? {} : { after }) },
      { signal },
    );
    products.push(...page.products);
    onLoaded(products.length);
    after = page.next;
  } while (after !== null);
  return products;
}
