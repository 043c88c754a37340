import type { ProductSort } from "@balcao/shared/catalog/contract";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Package, SearchX } from "lucide-react";
import { useCallback } from "react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useAllowed } from "../../../kernel/session.ts";
import type { api } from "../../../kernel/trpc.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/screen-state.tsx";
import { DataTable } from "../../../ui/table/data-table.tsx";
import { messages } from "../messages.ts";
import { ProductActions } from "./product-actions.tsx";
import { useProductColumns } from "./product-columns.tsx";
import { useProductSearch } from "./product-filters.tsx";
import { isNarrowed } from "./product-search.ts";
import { type Chosen, selectColumn, toggled } from "./product-selection.tsx";

/** More is asked for when so few loaded rows are left below. */
const ahead = 30;
/** As many skeletons stand for what has not come yet. */
const coming = 12;

type ProductList = UseInfiniteQueryResult<InfiniteData<Awaited<ReturnType<typeof api.catalog.listProducts.query>>>>;

export interface ProductTableProps {
  readonly query: ProductList;
  readonly hidden: ReadonlySet<string>;
  readonly chosen: Chosen;
  readonly onChosenChange: (chosen: Chosen) => void;
}

/** The products found, to open or to choose; more load as one scrolls. */
export function ProductTable({ query, hidden, chosen, onChosenChange }: ProductTableProps) {
  const texts = useMessages(messages);
  const navigate = useNavigate();
  const allowed = useAllowed("catalog.edit");
  const columns = useProductColumns();
  const { search, change } = useProductSearch();
  const products = query.data?.pages.flatMap((page) => page.products) ?? [];
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const loadMore = useCallback(
    (_first: number, last: number) => {
      if (hasNextPage && !isFetchingNextPage && last >= products.length - ahead) void fetchNextPage();
    },
    [hasNextPage, isFetchingNextPage, fetchNextPage, products.length],
  );
  return (
    <DataTable
      label={texts.title}
      columns={allowed ? [selectColumn(products, chosen, onChosenChange, texts), ...columns] : columns}
      hidden={hidden}
      count={products.length + (hasNextPage ? coming : 0)}
      total={query.data?.pages[0]?.matches}
      rowAt={(index) => products[index]}
      rowKey={(product) => product.id}
      sort={{ column: search.sort ?? "name", descending: search.desc ?? false }}
      onSortChange={({ column, descending }) =>
        change({ sort: column as ProductSort, desc: descending ? true : undefined })
      }
      onOpen={(product) => void navigate({ to: "/office/products/$productId", params: { productId: product.id } })}
      onToggle={allowed ? (product) => onChosenChange(toggled(chosen, product)) : undefined}
      onRange={loadMore}
      empty={<NoProducts />}
      className={query.isPlaceholderData ? "opacity-60" : undefined}
    />
  );
}

function NoProducts() {
  const texts = useMessages(messages);
  const { search, change } = useProductSearch();
  if (!isNarrowed(search)) {
    return (
      <EmptyState icon={Package} title={texts.emptyTitle} action={<ProductActions />}>
        {texts.emptyText}
      </EmptyState>
    );
  }
  const clear = () =>
    change({ q: undefined, category: undefined, brand: undefined, status: undefined, unpriced: undefined });
  return (
    <EmptyState icon={SearchX} title={texts.noneTitle} action={<Button onClick={clear}>{texts.clearFilters}</Button>}>
      {texts.noneText}
    </EmptyState>
  );
}
