import type { ProductSort } from "@balcao/shared/catalog/contract";
import { type InfiniteData, useInfiniteQuery, type UseInfiniteQueryResult } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { FileUp, Package, Plus, SearchX } from "lucide-react";
import { useCallback } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useHiddenColumns } from "../../../kernel/hidden-columns.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { toProblem } from "../../../kernel/problem.ts";
import { ProblemState } from "../../../kernel/screen/problem-state.tsx";
import { StaleBanner } from "../../../kernel/screen/query-screen.tsx";
import { useAllowed } from "../../../kernel/session.ts";
import type { api } from "../../../kernel/trpc.ts";
import { Button } from "../../../ui/button.tsx";
import { buttonClass } from "../../../ui/button-class.ts";
import { Page } from "../../../ui/page.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { EmptyState } from "../../../ui/screen-state.tsx";
import { ColumnChooser } from "../../../ui/table/column-chooser.tsx";
import { DataTable } from "../../../ui/table/data-table.tsx";
import { SkeletonTable } from "../../../ui/table/skeleton-table.tsx";
import { messages } from "../messages.ts";
import { hiddenAtFirst, useProductColumns } from "./product-columns.tsx";
import { ProductFilters, useProductSearch } from "./product-filters.tsx";
import { productsQuery } from "./product-queries.ts";
import { ProductSearchBox } from "./product-search-box.tsx";
import { isNarrowed } from "./product-search.ts";

/** More is asked for when so few loaded rows are left below. */
const ahead = 30;
/** As many skeletons stand for what has not come yet. */
const coming = 12;

/** The chain's products: found by any words, narrowed by chips, loaded as one scrolls. */
export function ProductsScreen() {
  const texts = useMessages(messages);
  const format = useFormat();
  const { search } = useProductSearch();
  const query = useInfiniteQuery(productsQuery(search));
  const columns = useProductColumns();
  const [hidden, setHidden] = useHiddenColumns("products", hiddenAtFirst);
  const matches = query.data?.pages[0]?.matches;
  return (
    <Page shape="fill">
      <PageHeader
        title={texts.title}
        breadcrumbsLabel={texts.breadcrumbs}
        note={
          matches === undefined ? null : (
            <span role="status" className="figures text-base text-muted">
              {texts.count(matches, format.count(matches))}
            </span>
          )
        }
        actions={<ProductActions />}
      />
      <div className="grid shrink-0 gap-3">
        <div className="flex gap-2">
          <ProductSearchBox />
          <div className="hidden sm:block">
            <ColumnChooser
              label={texts.columns}
              title={texts.columnsTitle}
              columns={columns}
              hidden={hidden}
              onHiddenChange={setHidden}
            />
          </div>
        </div>
        <ProductFilters />
      </div>
      {query.isError && query.data !== undefined ? <StaleBanner query={query} /> : null}
      {query.data === undefined && query.isError ? (
        <ProblemState problem={toProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : null}
      {query.data === undefined && !query.isError ? <SkeletonTable label={texts.loading} rows={12} /> : null}
      {query.data === undefined ? null : <ProductTable query={query} hidden={hidden} />}
    </Page>
  );
}

type ProductList = UseInfiniteQueryResult<InfiniteData<Awaited<ReturnType<typeof api.catalog.listProducts.query>>>>;

function ProductTable({ query, hidden }: { readonly query: ProductList; readonly hidden: ReadonlySet<string> }) {
  const texts = useMessages(messages);
  const navigate = useNavigate();
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
      columns={columns}
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

function ProductActions() {
  const texts = useMessages(messages);
  const mayImport = useAllowed("catalog.import");
  const mayEdit = useAllowed("catalog.edit");
  return (
    <>
      {mayImport ? (
        <Link to="/office/import" className={`${buttonClass()} max-sm:hidden`}>
          <FileUp aria-hidden className="size-5" />
          {texts.importFile}
        </Link>
      ) : null}
      {mayEdit ? (
        <Link to="/office/products/new" className={buttonClass({ variant: "primary" })}>
          <Plus aria-hidden className="size-5" />
          {texts.newProduct}
        </Link>
      ) : null}
    </>
  );
}
