import type { ProductSort } from "@balcao/shared/catalog/contract";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Chip } from "../../../ui/chip.tsx";
import { FilterChip } from "../../../ui/filter-chip.tsx";
import { FilterRow } from "../../../ui/filter-row.tsx";
import type { Option } from "../../../ui/option.ts";
import { storesQuery } from "../../stores/public.ts";
import { messages } from "../messages.ts";
import { brandsQuery, categoriesQuery } from "./product-queries.ts";
import type { ProductSearch } from "./product-search.ts";

/** The search in the address, and the way to change parts of it; a part set to undefined goes away. */
export function useProductSearch() {
  const search = useSearch({ from: "/office/products" });
  const navigate = useNavigate({ from: "/office/products" });
  const change = (changes: { readonly [Part in keyof ProductSearch]?: ProductSearch[Part] | undefined }) =>
    void navigate({ search: (before) => withoutUndefined({ ...before, ...changes }), replace: true });
  return { search, change };
}

/** The filters of the list, as chips in one line. */
export function ProductFilters() {
  const texts = useMessages(messages);
  const { search, change } = useProductSearch();
  const categories = useQuery(categoriesQuery).data ?? [];
  const brands = useQuery(brandsQuery).data ?? [];
  const stores = useQuery(storesQuery).data ?? [];
  const clearLabel = texts.clearFilter;
  return (
    <FilterRow>
      <FilterChip
        label={texts.category}
        clearLabel={clearLabel}
        value={search.category ?? null}
        onValueChange={(category) => change({ category: category ?? undefined })}
        options={categories.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FilterChip
        label={texts.brand}
        clearLabel={clearLabel}
        value={search.brand ?? null}
        onValueChange={(brand) => change({ brand: brand ?? undefined })}
        options={brands.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <FilterChip
        label={texts.status}
        clearLabel={clearLabel}
        value={search.status ?? null}
        onValueChange={(status) => change({ status: status ?? undefined })}
        options={[
          { value: "active", label: texts.active },
          { value: "inactive", label: texts.inactive },
        ]}
      />
      <Chip pressed={search.unpriced ?? false} onPressedChange={(on) => change({ unpriced: on ? true : undefined })}>
        {texts.withoutPrice}
      </Chip>
      <FilterChip
        label={texts.pricesOf}
        clearLabel={clearLabel}
        value={search.store ?? null}
        onValueChange={(store) => change({ store: store ?? undefined })}
        options={stores.map(({ id, name, code }) => ({ value: id, label: name, hint: code }))}
      />
      <SortChip />
    </FilterRow>
  );
}

/** The orders that no column shows, and all of them where there are no columns. */
function SortChip() {
  const texts = useMessages(messages);
  const { search, change } = useProductSearch();
  const orders: readonly Option<ProductSort>[] = [
    { value: "name", label: texts.byName },
    { value: "sku", label: texts.bySku },
    { value: "popularity", label: texts.popularity },
    { value: "updatedAt", label: texts.byUpdated },
  ];
  // The most and the latest come first.
  const isDescending = (sort: ProductSort | null) => sort === "popularity" || sort === "updatedAt";
  return (
    <FilterChip
      label={texts.sortBy}
      clearLabel={texts.clearFilter}
      value={search.sort ?? null}
      onValueChange={(sort) => change({ sort: sort ?? undefined, desc: isDescending(sort) ? true : undefined })}
      options={orders}
    />
  );
}

function withoutUndefined(search: object): ProductSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
