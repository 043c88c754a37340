import { Input } from "@base-ui/react/input";
import { type ClipboardEvent, type ComponentProps, type SyntheticEvent, useMemo } from "react";
import { cx } from "./cx.ts";
import { pastedValue, tillValue } from "./till-digits.ts";

export interface MoneyInputProps extends Omit<ComponentProps<"input">, "value" | "onChange" | "defaultValue" | "size"> {
  /** Whole cents, or null when nothing is entered. */
  readonly value: number | null;
  readonly onValueChange: (cents: number | null) => void;
  /** ISO 4217. */
  readonly currency: string;
  /** BCP 47, for the marks and the place of the symbol. */
  readonly locale: string;
}

/** An amount typed as on a till: each digit pushes in from the right, the comma stands by itself. */
export function MoneyInput({ value, onValueChange, currency, locale, className, ...rest }: MoneyInputProps) {
  const format = useMemo(() => new Intl.NumberFormat(locale, { style: "currency", currency }), [locale, currency]);
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  const paste = (event: ClipboardEvent) => {
    event.preventDefault();
    onValueChange(pastedValue(event.clipboardData.getData("text"), decimals));
  };
  return (
    <Input
      autoComplete="off"
      inputMode="numeric"
      placeholder={format.format(0)}
      {...rest}
      value={value === null ? "" : format.format(value / 10 ** decimals)}
      onValueChange={(text) => onValueChange(tillValue(text))}
      onPaste={paste}
      onSelect={keepCaretAtEnd}
      className={cx("control figures w-full px-3 text-right text-base", className)}
    />
  );
}

/** Digits push in at the right, so the caret has no business elsewhere. */
function keepCaretAtEnd(event: SyntheticEvent<HTMLInputElement>) {
  const input = event.currentTarget;
  const end = input.value.length;
  if (input.selectionStart !== input.selectionEnd) return;
  if (input.selectionStart !== end) input.setSelectionRange(end, end);
}
