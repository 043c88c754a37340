import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export const chipClass =
  "inline-flex min-h-control shrink-0 items-center gap-2 rounded-full border px-4 text-base whitespace-nowrap select-none hover:bg-hover active:bg-pressed";
export const chipOn = "border-accent bg-accent-soft text-accent font-medium";
export const chipOff = "border-edge bg-raised text-text";

export interface ChipProps {
  readonly pressed: boolean;
  readonly onPressedChange: (pressed: boolean) => void;
  readonly children: ReactNode;
  /** How many there are, after the words. */
  readonly count?: string | undefined;
}

/** A filter that is on or off. A tick says so, not the colour alone. */
export function Chip({ pressed, onPressedChange, children, count }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={() => onPressedChange(!pressed)}
      className={cx(chipClass, pressed ? chipOn : chipOff)}
    >
      {pressed ? <Check aria-hidden className="-ml-1 size-4" /> : null}
      {children}
      {count === undefined ? null : <span className="figures text-sm text-muted">{count}</span>}
    </button>
  );
}
