import { PackageOpen, SearchX } from "lucide-react";
import { type KeyboardEvent, type RefObject, useRef } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/screen-state.tsx";
import { SearchInput } from "../../../ui/search-input.tsx";
import { ToastPlace } from "../../../ui/toast.tsx";
import { VirtualGrid } from "../../../ui/virtual-grid.tsx";
import { type IndexedProduct, useKnowledge } from "../../catalog/public.ts";
import type { Cart } from "../cart/cart.ts";
import { quantitiesIn } from "../cart/quantities.ts";
import { CategoryChips } from "./category-chips.tsx";
import { messages } from "./messages.ts";
import { Notices } from "./notices.tsx";
import { ProductTile } from "./product-tile.tsx";
import type { ProductSearch } from "./use-search.ts";

export interface ProductsPaneProps {
  readonly search: ProductSearch;
  readonly searchInput: RefObject<HTMLInputElement | null>;
  readonly cart: Cart;
  readonly currency: string;
  readonly onPick: (product: IndexedProduct) => void;
  /** Enter in the search box. `chooseOne`: several match or one is a guess, so the person chooses among the tiles. */
  readonly onEnter: (chooseOne: () => void) => void;
  /** The search box was tapped. */
  readonly onTap: () => void;
}

/** Where products are found: the search box, categories, and what matches. */
export function ProductsPane({ search, searchInput, cart, currency, onPick, onEnter, onTap }: ProductsPaneProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const grid = useRef<HTMLDivElement>(null);
  const { result, text } = search;
  const meant = result.meant === null ? null : texts.meant(text.trim(), result.meant);
  const focusTiles = () => grid.current?.querySelector<HTMLElement>("[data-tile] button")?.focus();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      if (!event.repeat) onEnter(focusTiles);
    } else if (event.key === "ArrowDown") focusTiles();
    else return;
    event.preventDefault();
  };
  return (
    <section aria-label={texts.products} className="flex h-full min-w-0 flex-col overflow-y-auto">
      <div className="grid gap-3 px-3 pt-3 sm:px-4">
        <div className="flex items-center gap-3">
          <SearchInput
            ref={searchInput}
            className="grow"
            label={texts.search}
            clearLabel={texts.clearSearch}
            value={text}
            onValueChange={search.setText}
            onKeyDown={onKeyDown}
            onClick={onTap}
            inputMode="search"
          />
          <p role="status" className="figures shrink-0 text-sm text-muted">
            {texts.found(format.count(result.total), result.total)}
            {meant === null ? null : <span className="unseen">{meant}</span>}
          </p>
        </div>
        {meant === null ? null : (
          <p aria-hidden className="text-sm">
            {meant}
          </p>
        )}
        <CategoryChips chosen={search.categoryId} onChoose={search.setCategoryId} />
        <Notices />
      </div>
      <div ref={grid} className="min-h-44 grow basis-0">
        <Tiles search={search} cart={cart} currency={currency} onPick={onPick} />
      </div>
      <ToastPlace />
    </section>
  );
}

function Tiles({ search, cart, currency, onPick }: Pick<ProductsPaneProps, "search" | "cart" | "currency" | "onPick">) {
  const texts = useMessages(messages);
  const { age } = useKnowledge();
  const { products, total } = search.result;
  const inCart = quantitiesIn(cart);
  const drawTile = (index: number) => {
    const product = products[index];
    if (product === undefined) return null;
    return (
      <ProductTile
        product={product}
        currency={currency}
        age={age}
        inCart={inCart.get(product.id) ?? null}
        onPick={onPick}
        onEnd={index === products.length - 1 && products.length < total ? search.more : undefined}
      />
    );
  };
  return (
    <VirtualGrid
      label={texts.products}
      count={products.length}
      tileWidth={10.5}
      tileHeight={8.25}
      gap={0.5}
      className="h-full px-3 pt-3 pb-4 sm:px-4"
      empty={<NothingFound search={search} />}
      tileKey={(index) => products[index]?.id ?? index}
      tile={drawTile}
    />
  );
}

function NothingFound({ search }: { readonly search: ProductSearch }) {
  const texts = useMessages(messages);
  const { loading } = useKnowledge();
  const { text, categoryId, size, whole } = search;
  if (size === 0) {
    if (!whole || loading) return null;
    return (
      <EmptyState icon={PackageOpen} title={texts.noProducts}>
        {texts.noProductsText}
      </EmptyState>
    );
  }
  if (categoryId !== null) {
    const searched = text.trim() !== "";
    return (
      <EmptyState
        icon={SearchX}
        title={searched ? texts.notInCategory(text.trim()) : texts.nothingInCategory}
        action={
          <Button onClick={() => search.setCategoryId(null)}>{searched ? texts.searchAll : texts.showAll}</Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title={texts.notFound(text.trim())}
      action={<Button onClick={() => search.setText("")}>{texts.showAll}</Button>}
    >
      {texts.notFoundText}
    </EmptyState>
  );
}
