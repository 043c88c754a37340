import { type Cents, type Thousandths, thousandths } from "@balcao/shared/kernel/money";
import { Trash2 } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/cx.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { QuantityStepper } from "../../../ui/quantity-stepper.tsx";
import type { CartLine } from "../cart/cart.ts";
import { messages } from "./messages.ts";
import { PriceMoved } from "./price-moved.tsx";

export interface CartLineRowProps {
  readonly line: CartLine;
  readonly total: Cents;
  readonly currency: string;
  /** Changes when the line was touched last, so that it shows where something went. */
  readonly touched: number | null;
  readonly onQuantity: (quantity: Thousandths) => void;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** A line of the cart: name, price, quantity and total; the name opens the rest. Delete removes it. */
export function CartLineRow(props: CartLineRowProps) {
  const { line, total, currency, touched, onQuantity, onEdit, onRemove } = props;
  const texts = useMessages(messages);
  const format = useFormat();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (touched !== null) row.current?.scrollIntoView({ block: "nearest" });
  }, [touched]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Delete" || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    onRemove();
  };
  const unitName =
    line.unit === "unit" ? "" : ` / ${format.quantity(thousandths(1000), line.unit).replace(/^1\s/, "")}`;
  return (
    <li
      ref={row}
      onKeyDown={onKeyDown}
      className={cx(
        "grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 border-b border-line py-2 pr-3 pl-4",
        "@md:grid-cols-[minmax(0,1fr)_auto_5.5rem]",
        touched !== null && "bg-accent-soft/60",
      )}
    >
      <button
        type="button"
        onClick={onEdit}
        aria-label={texts.editLine(line.name)}
        className="-ml-2 min-h-12 min-w-0 rounded-control px-2 py-1 text-left hover:bg-hover"
      >
        <span className="line-clamp-2 text-base leading-snug font-medium">{line.name}</span>
        <span className="figures block text-sm text-muted">
          {format.money(line.unitPrice, currency)}
          {unitName}
          {line.labelAmount === null ? "" : ` · ${texts.labelled}`}
        </span>
      </button>
      <Amount text={format.money(total, currency)} className="text-right font-semibold @md:order-3" />
      <div className="col-span-2 flex items-center justify-end gap-1 @md:order-2 @md:col-span-1">
        <Quantity line={line} onQuantity={onQuantity} onEdit={onEdit} onRemove={onRemove} />
      </div>
      <PriceMoved line={line} currency={currency} />
    </li>
  );
}

function Quantity({
  line,
  onQuantity,
  onEdit,
  onRemove,
}: Pick<CartLineRowProps, "line" | "onQuantity" | "onEdit" | "onRemove">) {
  const texts = useMessages(messages);
  const format = useFormat();
  return (
    <>
      <IconButton icon={Trash2} label={texts.removeLine} onClick={onRemove} className="text-muted" />
      {line.unit === "unit" ? (
        <QuantityStepper
          value={line.quantity}
          onValueChange={(next) => onQuantity(thousandths(next))}
          min={1000}
          label={texts.quantityOf(line.name)}
          lessLabel={texts.less}
          moreLabel={texts.more}
          locale={format.locale}
        />
      ) : (
        <Button className="figures min-w-36" onClick={onEdit}>
          {format.quantity(line.quantity, line.unit)}
        </Button>
      )}
    </>
  );
}
