import { Minus, Plus } from "lucide-react";
import { type ChangeEvent, useRef, useState } from "react";
import { cx } from "./cx.ts";
import { quantityText, quantityValue } from "./quantity-text.ts";

export interface QuantityStepperProps {
  /** Whole thousandths of the unit. */
  readonly value: number;
  readonly onValueChange: (thousandths: number) => void;
  /** What is being counted, read aloud. */
  readonly label: string;
  readonly lessLabel: string;
  readonly moreLabel: string;
  readonly locale: string;
  /** 0 for pieces, 3 for what is weighed. Default 0. */
  readonly decimals?: 0 | 3 | undefined;
  /** In thousandths. Defaults: step 1000, least 0, most 9,999,999. */
  readonly step?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  /** The unit after the figure, such as "kg". */
  readonly unit?: string | undefined;
  readonly disabled?: boolean | undefined;
}

/** A quantity with a button on each side; the figure can be typed too (comma or dot), and is taken on Enter or leaving. */
export function QuantityStepper(props: QuantityStepperProps) {
  const { value, onValueChange, step = 1000, min = 0, max = 9_999_999_000, decimals = 0, disabled = false } = props;
  const change = (next: number) => onValueChange(Math.min(max, Math.max(min, next)));
  const button =
    "flex size-12 shrink-0 items-center justify-center hover:bg-hover active:bg-pressed disabled:opacity-40";
  return (
    <div role="group" aria-label={props.label} className="control inline-flex min-h-12 items-stretch overflow-hidden">
      <button
        type="button"
        aria-label={props.lessLabel}
        disabled={disabled || value <= min}
        onClick={() => change(value - step)}
        className={button}
      >
        <Minus aria-hidden className="size-5" />
      </button>
      <Figure {...props} decimals={decimals} disabled={disabled} onTaken={change} />
      <button
        type="button"
        aria-label={props.moreLabel}
        disabled={disabled || value >= max}
        onClick={() => change(value + step)}
        className={button}
      >
        <Plus aria-hidden className="size-5" />
      </button>
    </div>
  );
}

function Figure(
  props: QuantityStepperProps & { readonly decimals: 0 | 3; readonly onTaken: (thousandths: number) => void },
) {
  const { value, decimals, locale, onTaken } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const shown = useRef("");
  const write = ({ target, nativeEvent }: ChangeEvent<HTMLInputElement>) => {
    if (draft === null) shown.current = quantityText(value, decimals, locale);
    // What a scanner wrote here is taken back: then the quantity stands as it is by now, not as it was.
    const undone = (nativeEvent as InputEvent).inputType === "historyUndo" && target.value === shown.current;
    setDraft(undone ? null : target.value);
  };
  const take = () => {
    const taken = draft === null ? null : quantityValue(draft, decimals);
    setDraft(null);
    if (taken !== null && taken !== value) onTaken(taken);
  };
  return (
    <label className="flex items-center justify-center">
      <input
        aria-label={props.label}
        inputMode={decimals === 0 ? "numeric" : "decimal"}
        disabled={props.disabled}
        value={draft ?? quantityText(value, decimals, locale)}
        onFocus={(event) => event.target.select()}
        onChange={write}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === "Enter") take();
          if (event.key === "Escape") setDraft(null);
          if (event.key === "ArrowUp") onTaken(value + (props.step ?? 1000));
          if (event.key === "ArrowDown") onTaken(value - (props.step ?? 1000));
        }}
        className={cx("figures bg-transparent text-center font-medium outline-none", decimals === 0 ? "w-12" : "w-18")}
      />
      {props.unit === undefined ? null : <span className="pr-2 text-sm text-muted">{props.unit}</span>}
    </label>
  );
}
