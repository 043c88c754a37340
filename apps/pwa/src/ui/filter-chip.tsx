import { Select as Base } from "@base-ui/react/select";
import { ChevronDown, X } from "lucide-react";
import { chipClass, chipOff, chipOn } from "./chip.tsx";
import { cx } from "./cx.ts";
import type { Option } from "./option.ts";
import { SelectPopup } from "./select.tsx";

export interface FilterChipProps<Value extends string> {
  /** What it filters by: "Category". */
  readonly label: string;
  readonly options: readonly Option<Value>[];
  /** Null is: no filter. */
  readonly value: Value | null;
  readonly onValueChange: (value: Value | null) => void;
  readonly clearLabel: string;
}

/** A filter with a value to choose. Empty it reads "Category", set it reads "Category: Drinks" and can be taken off. */
export function FilterChip<Value extends string>({
  label,
  options,
  value,
  onValueChange,
  clearLabel,
}: FilterChipProps<Value>) {
  const chosen = options.find((option) => option.value === value);
  return (
    <span className="relative inline-flex shrink-0">
      <Base.Root items={options} value={value} onValueChange={(next) => onValueChange(next)}>
        <Base.Trigger
          aria-label={chosen === undefined ? label : `${label}: ${chosen.label}`}
          className={cx(chipClass, "max-w-72", chosen === undefined ? chipOff : cx(chipOn, "pr-11"))}
        >
          <span className="truncate">{chosen === undefined ? label : `${label}: ${chosen.label}`}</span>
          {chosen === undefined ? <ChevronDown aria-hidden className="-mr-1 size-4 shrink-0" /> : null}
        </Base.Trigger>
        <SelectPopup options={options} />
      </Base.Root>
      {chosen === undefined ? null : (
        <button
          type="button"
          aria-label={`${clearLabel}: ${label}`}
          onClick={() => onValueChange(null)}
          className="absolute inset-y-0 right-0 flex w-11 items-center justify-center rounded-full text-accent hover:bg-hover"
        >
          <X aria-hidden className="size-4" />
        </button>
      )}
    </span>
  );
}
