import { cx } from "./cx.ts";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger" | "danger-secondary";
export type ButtonSize = "small" | "normal" | "large";

const variants: Record<ButtonVariant, string> = {
  primary: "border border-transparent bg-accent text-accent-text hover:bg-accent-hover active:bg-accent-hover",
  secondary: "border border-edge bg-raised text-text hover:bg-hover active:bg-pressed",
  quiet: "border border-transparent text-text hover:bg-hover active:bg-pressed",
  "danger-secondary": "border border-edge bg-raised text-negative hover:bg-negative-soft active:bg-negative-soft",
  danger: "border border-transparent bg-negative text-negative-text hover:bg-negative-hover active:bg-negative-hover",
};

const sizes: Record<ButtonSize, string> = {
  small: "min-h-control px-3 text-sm",
  normal: "min-h-control px-4 text-base",
  large: "min-h-16 px-6 text-lg",
};

/** The look of a button, for what is not one: a router's link gets `className={buttonClass({ variant: "primary" })}`. */
export function buttonClass(
  options: { readonly variant?: ButtonVariant; readonly size?: ButtonSize; readonly wide?: boolean } = {},
): string {
  return cx(
    "inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap select-none",
    "transition-colors duration-0 active:duration-0 disabled:pointer-events-none disabled:opacity-45",
    "aria-disabled:pointer-events-none aria-disabled:opacity-45",
    variants[options.variant ?? "secondary"],
    sizes[options.size ?? "normal"],
    options.wide === true && "w-full",
  );
}
