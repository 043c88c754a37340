import { LoaderCircle, type LucideIcon } from "lucide-react";
import type { ComponentProps, MouseEvent } from "react";
import { buttonClass, type ButtonSize, type ButtonVariant } from "./button-class.ts";

export interface ButtonProps extends ComponentProps<"button"> {
  /** `primary` moves things forward and stands once on a screen; `danger` destroys, `danger-secondary` leads to a question that does. Default `secondary`. */
  readonly variant?: ButtonVariant | undefined;
  /** `large` is for the thumb (64 px). Default `normal` (48 px; 40 at a desk). */
  readonly size?: ButtonSize | undefined;
  readonly icon?: LucideIcon | undefined;
  /** Work is under way: the icon turns, the name stays, presses do nothing. Focus is kept. */
  readonly busy?: boolean | undefined;
  /** As wide as its container. */
  readonly wide?: boolean | undefined;
}

/** A button with words. `type` is "button" unless said otherwise. */
export function Button({
  variant,
  size,
  icon: Icon,
  busy = false,
  wide,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const Shown = busy ? LoaderCircle : Icon;
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    // A submit button must not submit twice either.
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      type="button"
      {...rest}
      onClick={press}
      aria-busy={busy || undefined}
      className={`${buttonClass({ ...(variant && { variant }), ...(size && { size }), ...(wide && { wide }) })} ${className ?? ""}`}
    >
      {Shown === undefined ? null : <Shown aria-hidden className={busy ? "turning size-5" : "size-5"} />}
      {children}
    </button>
  );
}
