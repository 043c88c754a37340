import { type Cents, type Thousandths, thousandths } from "@balcao/shared/kernel/money";
import { Trash2 } from "lucide-react";
import { type KeyboardEvent, memo, useEffect, useRef } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/cx.ts";
import { IconButton } from "../../../ui/icon-button.tsx";
import { QuantityStepper } from "../../../ui/quantity-stepper.tsx";
import type { CartLine } from "../cart/cart.ts";
import { perUnit } from "../unit-name.ts";
import { messages } from "./messages.ts";
import { PriceMoved } from "./price-moved.tsx";

export interface CartLineRowProps {
  readonly line: CartLine;
  readonly total: Cents;
  /** What was taken off the line itself. */
  readonly off: Cents;
  readonly currency: string;
  /** Changes when the line was touched last, so that it shows where something went. */
  readonly touched: number | null;
  readonly onQuantity: (line: CartLine, quantity: Thousandths) => void;
  readonly onEdit: (line: CartLine) => void;
  readonly onRemove: (line: CartLine) => void;
}

/**
 * A line of the cart: name, price, quantity and total; the name opens the rest. Delete removes it. A scan draws the lines
 * that it changes and no other: give it callbacks that stay the same.
 */
export const CartLineRow = memo(function CartLineRow(props: CartLineRowProps) {
  const { line, total, off, currency, touched, onQuantity } = props;
  const onEdit = () => props.onEdit(line);
  const onRemove = () => props.onRemove(line);
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
  return (
    <li
      ref={row}
      onKeyDown={onKeyDown}
      className={cx("border-b border-line px-4 pb-1.5", touched !== null && "bg-accent-soft/60")}
    >
      <div className="flex items-start gap-3">
        <button
          type="button"
          onClick={onEdit}
          aria-label={texts.editLine(line.name)}
          className="-mx-2 flex min-h-12 min-w-0 grow rounded-control px-2 pt-3 pb-1 text-left text-base leading-snug font-medium hover:bg-hover"
        >
          <span className="line-clamp-2">{line.name}</span>
        </button>
        <Amount text={format.money(total, currency)} className="pt-3 leading-snug font-semibold" />
      </div>
      <div className="flex items-center gap-1">
        <p className="figures min-w-0 grow text-sm text-muted">
          {format.money(line.unitPrice, currency)}
          {perUnit(format, line.unit)}
          {line.labelAmount === null ? "" : ` · ${texts.labelled}`}
          {off === 0 ? null : <span className="block text-positive">{texts.off(format.money(off, currency))}</span>}
        </p>
        <IconButton icon={Trash2} label={texts.removeLine(line.name)} onClick={onRemove} className="text-muted" />
        <Quantity line={line} onQuantity={(quantity) => onQuantity(line, quantity)} onEdit={onEdit} />
      </div>
      <PriceMoved line={line} currency={currency} />
    </li>
  );
});

interface QuantityProps {
  readonly line: CartLine;
  readonly onQuantity: (quantity: Thousandths) => void;
  readonly onEdit: () => void;
}

function Quantity({ line, onQuantity, onEdit }: QuantityProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  if (line.unit !== "unit") {
    return (
      // As large as a stepper with its frame, so that the lines of a cart stand in columns.
      <Button className="figures h-12.5 min-w-36.5" onClick={onEdit}>
        <span className="unseen">{texts.quantityOf(line.name)}</span>
        {format.quantity(line.quantity, line.unit)}
      </Button>
    );
  }
  return (
    <QuantityStepper
      value={line.quantity}
      onValueChange={(next) => onQuantity(thousandths(next))}
      min={1000}
      label={texts.quantityOf(line.name)}
      lessLabel={texts.less}
      moreLabel={texts.more}
      locale={format.locale}
    />
  );
}
