import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useHiddenColumns } from "../../../kernel/hidden-columns.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { toProblem } from "../../../kernel/problem.ts";
import { ProblemState } from "../../../kernel/screen/problem-state.tsx";
import { StaleBanner } from "../../../kernel/screen/query-screen.tsx";
import { Page } from "../../../ui/page.tsx";
import { PageHeader } from "../../../ui/page-header.tsx";
import { ColumnChooser } from "../../../ui/table/column-chooser.tsx";
import { SkeletonTable } from "../../../ui/table/skeleton-table.tsx";
import { messages } from "../messages.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { ExportProducts } from "./export-products.tsx";
import { ProductActions } from "./product-actions.tsx";
import { hiddenAtFirst, useProductColumns } from "./product-columns.tsx";
import { ProductFilters, useProductSearch } from "./product-filters.tsx";
import { productsQuery } from "./product-queries.ts";
import { ProductSearchBox } from "./product-search-box.tsx";
import type { Chosen } from "./product-selection.tsx";
import { ProductTable } from "./product-table.tsx";

/** The chain's products: found by any words, narrowed by chips, loaded as one scrolls. */
export function ProductsScreen() {
  const texts = useMessages(messages);
  const format = useFormat();
  const { search } = useProductSearch();
  const query = useInfiniteQuery(productsQuery(search));
  const columns = useProductColumns();
  const [hidden, setHidden] = useHiddenColumns("products", hiddenAtFirst);
  const [chosen, setChosen] = useState<Chosen>(new Map());
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
          <div className="hidden gap-2 sm:flex">
            <ExportProducts search={search} matches={matches ?? 0} />
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
      {query.data === undefined ? null : (
        <ProductTable query={query} hidden={hidden} chosen={chosen} onChosenChange={setChosen} />
      )}
      <BulkBar chosen={chosen} onChosenChange={setChosen} />
    </Page>
  );
}
