import { type Cents, cents } from "@balcao/shared/kernel/money";
import { type Discount, discountOn, wholeShare } from "@balcao/shared/sales/discount";
import { useState } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Keypad, type KeypadKey } from "../../../ui/keypad.tsx";
import { decimalMark, quantityText, quantityValue } from "../../../ui/quantity-text.ts";
import { Segmented } from "../../../ui/segmented.tsx";
import { discountMessages } from "./discount-messages.ts";

export interface DiscountDialogProps {
  /** What something is taken off: a product’s name, or null for the whole sale. */
  readonly name: string | null;
  /** What it costs without. */
  readonly gross: Cents;
  /** What is taken off it now. */
  readonly discount: Discount | null;
  readonly currency: string;
  readonly onConfirm: (discount: Discount | null) => void;
  readonly onClose: () => void;
}

/** How much to take off: a share or money, typed on the pad or a keyboard, with what is left to pay. */
export function DiscountDialog({ name, onClose, ...rest }: DiscountDialogProps) {
  const texts = useMessages(discountMessages);
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={name === null ? texts.saleTitle : texts.lineTitle(name)}
      closeLabel={texts.close}
    >
      <Pad {...rest} />
    </Dialog>
  );
}

function Pad({ gross, discount, currency, onConfirm }: Omit<DiscountDialogProps, "name" | "onClose">) {
  const texts = useMessages(discountMessages);
  const format = useFormat();
  const [kind, setKind] = useState<Discount["kind"]>(discount?.kind ?? "percent");
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const text = typed ?? (discount?.kind === kind ? textOf(discount, format.locale) : "");
  const asked = discountFrom(kind, text);
  const valid =
    asked !== null && discountOn(gross, asked) > 0 && amountOf(asked) <= (kind === "percent" ? wholeShare : gross);
  const left = valid ? cents(gross - discountOn(gross, asked)) : gross;
  const type = (next: string) => {
    setWrong(false);
    setTyped(next);
  };
  const press = (key: KeypadKey) => type(key === "backspace" ? text.slice(0, -1) : (typed ?? "") + key);
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) onConfirm(asked);
        else setWrong(true);
      }}
    >
      <Segmented
        wide
        label={texts.kind}
        value={kind}
        onValueChange={(next) => {
          setKind(next);
          setTyped("");
        }}
        segments={[
          { value: "percent", label: texts.percent },
          { value: "amount", label: texts.amount },
        ]}
      />
      <div className="flex items-baseline justify-between gap-4">
        <label className="flex min-w-0 items-baseline gap-2">
          <span className="unseen">{texts.discount}</span>
          <input
            autoFocus
            inputMode="none"
            value={text}
            placeholder="0"
            aria-invalid={wrong}
            onFocus={(event) => event.target.select()}
            onChange={(event) => type(event.target.value)}
            className="control figures w-32 px-3 py-1 text-2xl font-semibold"
          />
          <span className="text-xl text-muted">{kind === "percent" ? "%" : currency}</span>
        </label>
        <Amount live size="large" text={format.money(left, currency)} />
      </div>
      <p role={wrong ? "alert" : undefined} className={wrong ? "text-sm text-negative" : "figures text-sm text-muted"}>
        {wrong ? texts.wrong : texts.of(format.money(gross, currency))}
      </p>
      <Keypad label={texts.keypad} backspaceLabel={texts.backspace} corner={decimalMark(format.locale)} onKey={press} />
      <div className="flex gap-3">
        {discount === null ? null : (
          <Button size="large" onClick={() => onConfirm(null)}>
            {texts.none}
          </Button>
        )}
        <Button type="submit" variant="primary" size="large" className="grow">
          {texts.confirm}
        </Button>
      </div>
    </form>
  );
}

/** Percent and money both have two decimals: what is typed is hundredths either way. */
function discountFrom(kind: Discount["kind"], text: string): Discount | null {
  const value = quantityValue(text, 2);
  if (value === null || value === 0) return null;
  return kind === "percent" ? { kind, basisPoints: value / 10 } : { kind, amount: cents(value / 10) };
}

const amountOf = (discount: Discount) => (discount.kind === "percent" ? discount.basisPoints : discount.amount);

function textOf(discount: Discount, locale: string): string {
  return quantityText(amountOf(discount) * 10, 2, locale);
}
