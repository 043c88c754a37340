import { type KeyboardEvent, useDeferredValue, useState } from "react";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { CounterPage } from "../../kernel/screen/counter-page.tsx";
import { useStore } from "../../kernel/sync/store.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/cx.ts";
import { SearchInput } from "../../ui/search-input.tsx";
import { findByCode } from "../catalog/public.ts";
import { useScanner } from "../sales/public.ts";
import { messages } from "./messages.ts";
import { ProductStockCard } from "./product-stock.tsx";
import { StockResults } from "./stock-results.tsx";

export interface StockScreenProps {
  /** The product that is looked at, from the address; null for none. */
  readonly productId: string | null;
  readonly onProductChange: (productId: string | null) => void;
}

/** How much there is of a product in this store, by what this tablet knows: with or without a network. */
export function StockScreen({ productId, onProductChange }: StockScreenProps) {
  const texts = useMessages(messages);
  const [query, setQuery] = useState("");
  const asked = useDeferredValue(query);
  const find = useFind(onProductChange);
  useScanner((code) => {
    setQuery(code);
    void find(code);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && query.trim() !== "") void find(query.trim());
  };
  return (
    <CounterPage title={texts.title} shape="fill">
      <SearchInput
        autoFocus
        label={texts.search}
        clearLabel={texts.clear}
        value={query}
        onValueChange={setQuery}
        onKeyDown={onKeyDown}
      />
      <div className="grid min-h-0 grow grid-cols-1 gap-4 lg:grid-cols-2">
        <div
          className={cx(
            "min-h-0 overflow-y-auto pb-4 lg:block",
            productId === null ? "block" : "hidden",
            asked.trim() === "" && productId === null && "lg:col-span-2",
          )}
        >
          <StockResults query={asked} chosenId={productId} onChoose={onProductChange} />
        </div>
        {productId === null ? null : (
          <div className="flex min-h-0 flex-col gap-3 overflow-y-auto pb-4">
            <Button className="self-start lg:hidden" onClick={() => onProductChange(null)}>
              {texts.back}
            </Button>
            <ProductStockCard productId={productId} />
          </div>
        )}
      </div>
    </CounterPage>
  );
}

/** Goes to the product of a scanned or typed code, if there is one. */
function useFind(onFound: (productId: string) => void): (code: string) => Promise<void> {
  const scale = useStore()?.scaleBarcode ?? "none";
  return async (code) => {
    const found = await findByCode(code, scale);
    if (found.kind === "product") onFound(found.product.id);
  };
}
