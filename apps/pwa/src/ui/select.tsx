import { Select as Base } from "@base-ui/react/select";
import { Check, ChevronDown } from "lucide-react";
import { cx } from "./cx.ts";
import { type Option, optionClass } from "./option.ts";

export interface SelectProps<Value extends string> {
  readonly options: readonly Option<Value>[];
  readonly value: Value | null;
  readonly onValueChange: (value: Value) => void;
  /** Shown when nothing is chosen. */
  readonly placeholder?: string | undefined;
  /** Needed only outside of Field. */
  readonly label?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
}

/** A choice of one among a few. For more than about twelve, Combobox. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { options, value, onValueChange, placeholder, label, disabled = false, className } = props;
  return (
    <Base.Root
      items={options}
      value={value}
      disabled={disabled}
      onValueChange={(next) => {
        if (next !== null) onValueChange(next);
      }}
    >
      <Base.Trigger
        aria-label={label}
        className={cx("control flex w-full items-center justify-between gap-2 px-3 text-left text-base", className)}
      >
        <Base.Value placeholder={placeholder} className="truncate data-placeholder:text-muted" />
        <Base.Icon className="shrink-0 text-muted">
          <ChevronDown aria-hidden className="size-5" />
        </Base.Icon>
      </Base.Trigger>
      <SelectPopup options={options} />
    </Base.Root>
  );
}

/** The list that opens; shared with FilterChip. */
export function SelectPopup<Value extends string>({ options }: { readonly options: readonly Option<Value>[] }) {
  return (
    <Base.Portal>
      <Base.Positioner sideOffset={4} alignItemWithTrigger={false} className="z-40 outline-none">
        <Base.Popup className="popup max-h-[min(24rem,var(--available-height))] min-w-(--anchor-width) max-w-[min(28rem,calc(100vw-2rem))] overflow-y-auto p-1">
          <Base.List>
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                disabled={option.disabled ?? false}
                className={optionClass}
              >
                <span className="min-w-0 grow">
                  <Base.ItemText className="block">{option.label}</Base.ItemText>
                  {option.hint === undefined ? null : <span className="block text-sm text-muted">{option.hint}</span>}
                </span>
                <Base.ItemIndicator className="shrink-0 text-accent">
                  <Check aria-hidden className="size-5" />
                </Base.ItemIndicator>
              </Base.Item>
            ))}
          </Base.List>
        </Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  );
}
