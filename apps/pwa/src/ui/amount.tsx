import { cx } from "./cx.ts";

export interface AmountProps {
  /** The formatted amount: "R$ 1.234,56". */
  readonly text: string;
  /** `total` is the one large figure of a screen. Default `normal`. */
  readonly size?: "small" | "normal" | "large" | "total" | undefined;
  /** Crossed out, as the price outside of an offer. */
  readonly struck?: boolean | undefined;
  readonly muted?: boolean | undefined;
  /** Read aloud when it changes. */
  readonly live?: boolean | undefined;
  readonly className?: string | undefined;
}

const sizes = {
  small: "text-sm",
  normal: "text-base",
  large: "text-xl font-semibold",
  total: "text-total font-semibold tracking-tight",
};

/** Money or a quantity: figures line up and the text never breaks. */
export function Amount({ text, size = "normal", struck = false, muted = false, live = false, className }: AmountProps) {
  const Tag = struck ? "s" : "span";
  return (
    <Tag
      {...(live ? { role: "status", "aria-live": "polite" as const, "aria-atomic": true } : {})}
      className={cx("figures whitespace-nowrap", sizes[size], muted ? "text-muted" : "text-text", className)}
    >
      {text}
    </Tag>
  );
}
