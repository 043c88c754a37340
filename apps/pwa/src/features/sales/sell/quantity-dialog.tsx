import type { Unit } from "@balcao/shared/catalog/rows";
import { type Cents, priceOf, type Thousandths, thousandths } from "@balcao/shared/kernel/money";
import { maxQuantity } from "@balcao/shared/sales/limits";
import { type ReactNode, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { insertInto } from "../../../kernel/text-field.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Keypad, type KeypadKey } from "../../../ui/keypad.tsx";
import { decimalMark, quantityText, quantityValue } from "../../../ui/quantity-text.ts";
import { unitName } from "../unit-name.ts";
import { messages } from "./messages.ts";

export interface QuantityDialogProps {
  /** Null keeps it closed. */
  readonly of: {
    readonly name: string;
    readonly unit: Unit;
    readonly unitPrice: Cents;
    /** Null for a new line. */ readonly quantity: Thousandths | null;
  } | null;
  readonly currency: string;
  readonly onConfirm: (quantity: Thousandths) => void;
  readonly onClose: () => void;
  /** What was typed before the question was there, and is meant for it. */
  readonly takeTail?: (() => string) | undefined;
  /** Further buttons, left of the confirming one. */
  readonly actions?: ReactNode;
}

/** How much of something: typed on the pad or a keyboard, with what it comes to. Either decimal mark is understood. */
export function QuantityDialog({ of, currency, onConfirm, onClose, takeTail, actions }: QuantityDialogProps) {
  const texts = useMessages(messages);
  return (
    <Dialog
      open={of !== null}
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={of?.name ?? ""}
      closeLabel={texts.close}
    >
      {of === null ? null : (
        <Pad of={of} currency={currency} onConfirm={onConfirm} takeTail={takeTail} actions={actions} />
      )}
    </Dialog>
  );
}

function Pad({
  of,
  currency,
  onConfirm,
  takeTail,
  actions,
}: Omit<QuantityDialogProps, "onClose" | "of"> & { readonly of: NonNullable<QuantityDialogProps["of"]> }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const decimals = of.unit === "unit" ? 0 : 3;
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const beginWithTail = useEffectEvent(() => {
    const tail = takeTail?.() ?? "";
    if (tail !== "" && field.current !== null) insertInto(field.current, tail);
  });
  useLayoutEffect(() => beginWithTail(), []);
  const text = typed ?? (of.quantity === null ? "" : quantityText(of.quantity, decimals, format.locale));
  const value = quantityValue(text, decimals);
  const valid = value !== null && value > 0 && value <= maxQuantity;
  const press = (key: KeypadKey) => {
    setWrong(false);
    setTyped(key === "backspace" ? text.slice(0, -1) : (typed ?? "") + key);
  };
  const confirm = () => (valid ? onConfirm(thousandths(value)) : setWrong(true));
  const unit = unitName(format, of.unit);
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        confirm();
      }}
    >
      <div className="flex items-baseline justify-between gap-4">
        <label className="flex min-w-0 items-baseline gap-2">
          <span className="unseen">{decimals === 0 ? texts.quantity : texts.weight}</span>
          <input
            ref={field}
            autoFocus
            inputMode="none"
            value={text}
            placeholder="0"
            aria-invalid={wrong}
            onFocus={(event) => event.target.select()}
            onChange={(event) => {
              setWrong(false);
              setTyped(event.target.value);
            }}
            className="control figures w-36 px-3 py-1 text-2xl font-semibold"
          />
          <span className="text-xl text-muted">{unit}</span>
        </label>
        <Amount
          live
          size="large"
          text={valid ? format.money(priceOf(of.unitPrice, thousandths(value)), currency) : "–"}
        />
      </div>
      <p role={wrong ? "alert" : undefined} className={wrong ? "text-sm text-negative" : "figures text-sm text-muted"}>
        {wrong ? texts.quantityWrong : `${format.money(of.unitPrice, currency)} / ${unit}`}
      </p>
      <Keypad
        label={texts.keypad}
        backspaceLabel={texts.backspace}
        corner={decimals === 0 ? "00" : decimalMark(format.locale)}
        onKey={press}
      />
      <div className="flex gap-3">
        {actions}
        <Button type="submit" variant="primary" size="large" className="grow">
          {texts.confirm}
        </Button>
      </div>
    </form>
  );
}
