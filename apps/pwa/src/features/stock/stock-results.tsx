import { PackageSearch, PackageX } from "lucide-react";
import { useMemo } from "react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { cx } from "../../ui/cx.ts";
import { EmptyState } from "../../ui/screen-state.tsx";
import { type IndexedProduct, useCatalog, useOffers } from "../catalog/public.ts";
import { messages } from "./messages.ts";

/** As many matches as a person reads; how many there are is said. */
const most = 50;

export interface StockResultsProps {
  readonly query: string;
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
}

/** The products that match, with their levels. */
export function StockResults({ query, chosenId, onChoose }: StockResultsProps) {
  const texts = useMessages(messages);
  const { index, version, whole } = useCatalog();
  const found = useMemo(
    () => index.search({ text: query, categoryId: null, limit: most, forgiving: true }),
    // `version` tells that the index, which stays the same object, answers differently.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
    [index, version, query],
  );
  const offers = useOffers(found.products.map((product) => product.id));
  if (query.trim() === "") {
    return (
      <EmptyState icon={PackageSearch} title={texts.startTitle}>
        {texts.startText}
      </EmptyState>
    );
  }
  if (found.total === 0) {
    return (
      <EmptyState icon={PackageX} title={texts.noneTitle}>
        {whole ? texts.noneText : texts.nonePartial}
      </EmptyState>
    );
  }
  return (
    <div className="grid grid-cols-1 gap-2">
      {found.meant === null ? null : <p className="text-sm">{texts.meant(query.trim(), found.meant)}</p>}
      <Count shown={found.products.length} total={found.total} />
      <ul aria-label={texts.results} className="grid grid-cols-1 gap-2">
        {found.products.map((product) => (
          <li key={product.id} className="grid grid-cols-1">
            <Result
              product={product}
              level={offers.get(product.id)?.level}
              chosen={product.id === chosenId}
              onChoose={onChoose}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Count({ shown, total }: { readonly shown: number; readonly total: number }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const text =
    shown < total
      ? texts.foundFirst(format.count(shown), format.count(total))
      : texts.found(format.count(total), total);
  return (
    <p role="status" className="text-sm text-muted">
      {text}
    </p>
  );
}

interface ResultProps {
  readonly product: IndexedProduct;
  readonly level: Parameters<ReturnType<typeof useFormat>["quantity"]>[0] | null | undefined;
  readonly chosen: boolean;
  readonly onChoose: (id: string) => void;
}

function Result({ product, level, chosen, onChoose }: ResultProps) {
  const format = useFormat();
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={() => onChoose(product.id)}
      className={cx(
        "flex min-h-16 items-center justify-between gap-4 rounded-control border px-4 py-2 text-left select-none hover:bg-hover active:bg-pressed",
        chosen ? "border-accent bg-accent-soft" : "border-line bg-raised",
      )}
    >
      <span className="min-w-0">
        <span className="block truncate text-base font-medium">{product.name}</span>
        <span className="figures block text-sm text-muted">{product.sku}</span>
      </span>
      <span className="figures shrink-0 text-base">{level == null ? "–" : format.quantity(level, product.unit)}</span>
    </button>
  );
}
