import type { Unit } from "@balcao/shared/catalog/rows";
import type { Thousandths } from "@balcao/shared/kernel/money";
import { type KeyboardEvent, memo, useEffect } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Amount } from "../../../ui/amount.tsx";
import { cx } from "../../../ui/cx.ts";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { type IndexedProduct, type ProductOffer, useOffer } from "../../catalog/public.ts";
import { perUnit } from "../unit-name.ts";
import { messages } from "./messages.ts";

export interface ProductTileProps {
  readonly product: IndexedProduct;
  readonly currency: string;
  /** How old levels are, in words; null when nobody knows. */
  readonly age: string | null;
  /** How much of it is in the cart; null for none. */
  readonly inCart: Thousandths | null;
  readonly onPick: (product: IndexedProduct) => void;
  /** Called when the tile comes into being, on the last one that is ready. */
  readonly onEnd?: (() => void) | undefined;
}

/** A product to tap: name, price, level with its age, and how much of it is in the cart. */
export const ProductTile = memo(function ProductTile({
  product,
  currency,
  age,
  inCart,
  onPick,
  onEnd,
}: ProductTileProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const offer = useOffer(product.id);
  useEffect(() => onEnd?.(), [onEnd]);
  return (
    <button
      type="button"
      onClick={() => onPick(product)}
      onKeyDown={refuseRepeat}
      className={cx(
        "flex min-w-0 flex-col justify-between gap-1 rounded-surface border bg-surface px-3 py-2.5 text-left select-none hover:bg-hover active:bg-pressed",
        inCart === null ? "border-line" : "border-accent",
      )}
    >
      <span className="line-clamp-3 text-[0.9375rem] leading-[1.3] font-medium text-pretty">
        <span className="unseen">{texts.add} </span>
        {product.name}
      </span>
      <span className="grid grid-cols-[minmax(0,1fr)]">
        {offer === undefined ? (
          <OfferSkeleton />
        ) : (
          <>
            <Price offer={offer} unit={product.unit} currency={currency} />
            <span className="flex items-center justify-between gap-2">
              <Level offer={offer} unit={product.unit} age={age} />
              {inCart === null ? null : <InCart text={format.quantity(inCart, product.unit)} />}
            </span>
          </>
        )}
      </span>
    </button>
  );
});

/** Enter that is held down would put one more into the sale with each repetition. */
function refuseRepeat(event: KeyboardEvent): void {
  if (event.key === "Enter" && event.repeat) event.preventDefault();
}

interface OfferProps {
  readonly offer: ProductOffer;
  readonly unit: Unit;
}

function Price({ offer: { price }, unit, currency }: OfferProps & { readonly currency: string }) {
  const texts = useMessages(messages);
  const format = useFormat();
  if (price === null) return <span className="text-base font-medium text-waiting">{texts.noPrice}</span>;
  return (
    <span className="flex flex-wrap items-baseline gap-x-2">
      <span className="figures text-lg font-semibold whitespace-nowrap">
        {format.money(price.amount, currency)}
        <span className="text-sm font-normal text-muted">{perUnit(format, unit)}</span>
      </span>
      {price.regular === null || price.regular <= price.amount ? null : (
        <Amount struck muted size="small" text={format.money(price.regular, currency)} />
      )}
    </span>
  );
}

function Level({ offer: { level }, unit, age }: OfferProps & { readonly age: string | null }) {
  const texts = useMessages(messages);
  const format = useFormat();
  if (level === null) return <span className="truncate text-sm text-muted">{texts.noLevel}</span>;
  return (
    <span className={cx("figures truncate text-sm", level <= 0 ? "text-waiting" : "text-muted")}>
      {format.quantity(level, unit)}
      {age === null ? "" : ` · ${age}`}
    </span>
  );
}

/** How much of it is in the cart; the unit is on the tile already. */
function InCart({ text }: { readonly text: string }) {
  const texts = useMessages(messages);
  return (
    <span className="figures -my-0.5 min-w-6 shrink-0 rounded-full bg-accent px-2 text-center text-sm leading-6 font-medium text-accent-text">
      <span aria-hidden>{text.replace(/\s\D+$/, "")}</span>
      <span className="unseen">{texts.inCart(text)}</span>
    </span>
  );
}

function OfferSkeleton() {
  return (
    <>
      <Skeleton className="my-1 h-5 w-20" />
      <Skeleton className="my-0.5 h-4 w-28" />
    </>
  );
}
