import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { cx } from "./cx.ts";
import { Tooltip } from "./tooltip.tsx";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  readonly icon: LucideIcon;
  /** What it does, in words: read aloud, and shown when the pointer rests on it. */
  readonly label: string;
  readonly bordered?: boolean | undefined;
}

/** A square button with an icon, for actions everybody knows. Where there is room, prefer Button with words. */
export function IconButton({ icon: Icon, label, bordered = false, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={cx(
          "inline-flex size-control shrink-0 items-center justify-center rounded-control text-text select-none",
          "hover:bg-hover active:bg-pressed disabled:pointer-events-none disabled:opacity-45",
          bordered && "border border-edge bg-raised",
          className,
        )}
      >
        <Icon aria-hidden className="size-5" />
      </button>
    </Tooltip>
  );
}
