import { Delete } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export type KeypadKey = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "00" | "," | "." | "backspace";

export interface KeypadProps {
  readonly onKey: (key: KeypadKey) => void;
  readonly label: string;
  readonly backspaceLabel: string;
  /** What stands left of the zero: "00" for money, the decimal mark for quantities, null for a PIN. Default "00". */
  readonly corner?: "00" | "," | "." | null | undefined;
  readonly disabled?: boolean | undefined;
  readonly className?: string | undefined;
}

const digits = ["1", "2", "3", "4", "5", "6", "7", "8", "9"] as const;

/** A number pad for the thumb. It reports keys and keeps nothing. */
export function Keypad({ onKey, label, backspaceLabel, corner = "00", disabled = false, className }: KeypadProps) {
  const key = (name: KeypadKey, content: ReactNode, ariaLabel?: string) => (
    <button
      key={name}
      type="button"
      disabled={disabled}
      aria-label={ariaLabel}
      onClick={() => onKey(name)}
      className={cx(
        "figures flex min-h-14 items-center justify-center rounded-control border border-line bg-raised text-xl font-medium",
        "select-none hover:bg-hover active:bg-pressed disabled:opacity-45",
      )}
    >
      {content}
    </button>
  );
  return (
    <div role="group" aria-label={label} className={cx("grid grid-cols-3 gap-2", className)}>
      {digits.map((digit) => key(digit, digit))}
      {corner === null ? <span /> : key(corner, corner)}
      {key("0", "0")}
      {key("backspace", <Delete aria-hidden className="size-6" />, backspaceLabel)}
    </div>
  );
}
