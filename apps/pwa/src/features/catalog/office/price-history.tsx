import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useCurrency } from "../../../kernel/session.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Surface } from "../../../ui/surface.tsx";
import { storesQuery } from "../../stores/public.ts";
import { messages } from "../messages.ts";
import { periodText } from "./price-line.tsx";
import type { Product } from "./product-queries.ts";

/** The prices that were, the newest first. */
export function PriceHistory({ product }: { readonly product: Product }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const currency = useCurrency();
  const names = new Map((useQuery(storesQuery).data ?? []).map(({ id, name }) => [id, name]));
  if (product.history.length === 0) return null;
  return (
    <Surface title={texts.history} flush>
      <ul>
        {product.history.map((price) => (
          <li
            key={price.id}
            className="flex min-h-row flex-wrap items-center gap-x-6 gap-y-1 border-t border-line px-4 py-2 sm:px-6"
          >
            <Amount muted text={format.money(price.amount, currency)} className="min-w-24" />
            <span className="text-base">
              {price.storeId === null ? texts.chainPrice : (names.get(price.storeId) ?? "…")}
            </span>
            <span className="figures text-sm text-muted">{periodText(price, texts, format)}</span>
            {price.closedAt === null ? null : (
              <span className="figures ml-auto text-sm text-muted">
                {texts.closedAt(format.dateTime(price.closedAt))}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Surface>
  );
}
