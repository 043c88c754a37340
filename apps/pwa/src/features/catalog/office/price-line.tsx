import { CalendarClock, CalendarX, Pencil, Tag } from "lucide-react";
import { type Format, useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useCurrency } from "../../../kernel/session.ts";
import { useNow } from "../../../kernel/use-now.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Button } from "../../../ui/button.tsx";
import { Status } from "../../../ui/status.tsx";
import { messages } from "../messages.ts";
import { priceState } from "./price-groups.ts";
import type { ProductPrice } from "./product-queries.ts";

export interface PriceLineProps {
  readonly price: ProductPrice;
  readonly allowed: boolean;
  readonly onAct: (kind: "change" | "end", price: ProductPrice) => void;
}

/** One open price: how much, for how long, and what can be done with it. */
export function PriceLine({ price, allowed, onAct }: PriceLineProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const currency = useCurrency();
  return (
    <li className="flex min-h-row flex-wrap items-center gap-x-4 gap-y-1 border-t border-line first:border-t-0">
      <span className="flex min-w-28 items-baseline gap-2">
        <Amount text={format.money(price.amount, currency)} className="font-semibold" />
        {price.regular === null ? null : (
          <Amount struck muted size="small" text={format.money(price.regular, currency)} />
        )}
      </span>
      <PriceBadge price={price} />
      <span className="figures text-sm text-muted">{periodText(price, texts, format)}</span>
      {allowed ? (
        <span className="ml-auto flex">
          <Button variant="quiet" size="small" icon={Pencil} onClick={() => onAct("change", price)}>
            {texts.changePrice}
          </Button>
          <Button variant="quiet" size="small" onClick={() => onAct("end", price)}>
            {texts.endPrice}
          </Button>
        </span>
      ) : null}
    </li>
  );
}

function PriceBadge({ price }: { readonly price: ProductPrice }) {
  const texts = useMessages(messages);
  const state = priceState(price, useNow());
  if (state === "expired") {
    return (
      <Status tone="neutral" icon={CalendarX}>
        {texts.expired}
      </Status>
    );
  }
  if (state === "scheduled") {
    return (
      <Status tone="info" icon={CalendarClock}>
        {texts.scheduled}
      </Status>
    );
  }
  return price.regular === null ? null : (
    <Status tone="positive" icon={Tag}>
      {texts.offer}
    </Status>
  );
}

/** For how long a price holds, in words. */
export function periodText(
  price: Pick<ProductPrice, "from" | "until">,
  texts: (typeof messages)["pt"],
  format: Format,
): string {
  const { from, until } = price;
  if (from === null) return until === null ? texts.always : texts.until(format.dateTime(until));
  return until === null
    ? texts.from(format.dateTime(from))
    : texts.between(format.dateTime(from), format.dateTime(until));
}
