import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "../../../kernel/trpc.ts";
import { type ProductSearch, toArguments } from "./product-search.ts";

type Page = Awaited<ReturnType<typeof api.catalog.listProducts.query>>;

/** A product as the list shows it. */
export type ListedProduct = Page["products"][number];
/** A product with its barcodes and prices. */
export type Product = Awaited<ReturnType<typeof api.catalog.product.query>>;
export type ProductPrice = Product["prices"][number];
/** A brand or a category. */
export type CatalogName = Awaited<ReturnType<typeof api.catalog.listBrands.query>>[number];

const pageSize = 100;

/** The products that match, page by page. While another search loads, the last one stays in sight. */
export function productsQuery(search: ProductSearch) {
  const input = toArguments(search);
  return infiniteQueryOptions({
    queryKey: ["catalog", "listProducts", input],
    initialPageParam: null as Page["next"],
    queryFn: ({ signal, pageParam }) =>
      api.catalog.listProducts.query(
        { ...input, limit: pageSize, ...(pageParam === null ? {} : { after: pageParam }) },
        { signal },
      ),
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
}

/** One product. */
export function productQuery(productId: string) {
  return queryOptions({
    queryKey: ["catalog", "product", productId],
    queryFn: ({ signal }) => api.catalog.product.query({ productId }, { signal }),
  });
}

export const brandsQuery = queryOptions({
  queryKey: ["catalog", "listBrands"],
  queryFn: ({ signal }) => api.catalog.listBrands.query(undefined, { signal }),
  staleTime: 60_000,
});

export const categoriesQuery = queryOptions({
  queryKey: ["catalog", "listCategories"],
  queryFn: ({ signal }) => api.catalog.listCategories.query(undefined, { signal }),
  staleTime: 60_000,
});
