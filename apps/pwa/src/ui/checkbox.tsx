import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check, Minus } from "lucide-react";

export interface CheckboxProps {
  readonly checked: boolean;
  readonly onCheckedChange: (checked: boolean) => void;
  readonly label: string;
  /** Some of what it stands for is checked. */
  readonly mixed?: boolean | undefined;
  /** The label is read aloud only, as in the cells of a table. */
  readonly hiddenLabel?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly disabled?: boolean | undefined;
  /** -1 where something around it takes the keyboard, as the rows of a table do. */
  readonly tabIndex?: number | undefined;
}

/** One of several things to tick. The whole line is the target. */
export function Checkbox(props: CheckboxProps) {
  const {
    checked,
    onCheckedChange,
    label,
    mixed = false,
    hiddenLabel = false,
    hint,
    disabled = false,
    tabIndex,
  } = props;
  return (
    <label
      className={
        hiddenLabel ? "flex size-control items-center justify-center" : "flex min-h-control items-center gap-3 py-1"
      }
    >
      <Base.Root
        checked={checked}
        indeterminate={mixed}
        disabled={disabled}
        {...(tabIndex === undefined ? {} : { tabIndex })}
        onCheckedChange={(next) => onCheckedChange(next)}
        className="flex size-5 shrink-0 items-center justify-center rounded-small border border-edge bg-raised data-checked:border-accent data-checked:bg-accent data-disabled:opacity-45 data-indeterminate:border-accent data-indeterminate:bg-accent"
      >
        <Base.Indicator className="text-accent-text">
          {mixed ? (
            <Minus aria-hidden className="size-4" />
          ) : (
            <Check aria-hidden className="size-4" strokeWidth={2.5} />
          )}
        </Base.Indicator>
      </Base.Root>
      <span className={hiddenLabel ? "unseen" : ""}>
        <span className="block text-base">{label}</span>
        {hint === undefined ? null : <span className="block text-sm text-muted">{hint}</span>}
      </span>
    </label>
  );
}
