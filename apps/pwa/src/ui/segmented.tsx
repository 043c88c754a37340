import { Radio } from "@base-ui/react/radio";
import { RadioGroup } from "@base-ui/react/radio-group";
import type { LucideIcon } from "lucide-react";
import { cx } from "./cx.ts";

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: LucideIcon | undefined;
}

export interface SegmentedProps<Value extends string> {
  readonly segments: readonly Segment<Value>[];
  readonly value: Value;
  readonly onValueChange: (value: Value) => void;
  /** What is being chosen, read aloud; inside Field it comes from there. */
  readonly label?: string | undefined;
  /** Fills the width, each segment alike. */
  readonly wide?: boolean | undefined;
}

/** A choice of one among two to four, all in sight. Arrow keys move it. */
export function Segmented<Value extends string>({
  segments,
  value,
  onValueChange,
  label,
  wide = false,
}: SegmentedProps<Value>) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onValueChange(next)}
      className={cx("flex rounded-control bg-raised", wide ? "w-full" : "w-fit")}
    >
      {segments.map(({ value: own, label: text, icon: Icon }) => (
        <Radio.Root
          key={own}
          value={own}
          aria-label={text}
          className={cx(
            "flex min-h-control min-w-control items-center justify-center gap-2 border-y border-l border-edge border-l-line px-3 text-base",
            "first:rounded-l-[inherit] first:border-l-edge last-of-type:rounded-r-[inherit] last-of-type:border-r select-none hover:bg-hover",
            "data-checked:bg-accent-soft data-checked:font-medium data-checked:text-accent data-checked:shadow-[inset_0_0_0_2px_var(--accent)]",
            wide && "flex-1",
          )}
        >
          {Icon === undefined ? null : <Icon aria-hidden className="size-5" />}
          <span>{text}</span>
        </Radio.Root>
      ))}
    </RadioGroup>
  );
}
