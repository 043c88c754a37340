import { CircleAlert, CircleCheck, Clock, Info, type LucideIcon, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export type Tone = "positive" | "waiting" | "negative" | "info" | "neutral";

const looks: Record<Tone, { readonly icon: LucideIcon; readonly quiet: string; readonly filled: string }> = {
  positive: { icon: CircleCheck, quiet: "text-positive", filled: "bg-positive-soft text-positive" },
  waiting: { icon: Clock, quiet: "text-waiting", filled: "bg-waiting-soft text-waiting" },
  negative: { icon: CircleAlert, quiet: "text-negative", filled: "bg-negative-soft text-negative" },
  info: { icon: Info, quiet: "text-info", filled: "bg-info-soft text-info" },
  neutral: { icon: Minus, quiet: "text-muted", filled: "bg-hover text-muted" },
};

/** The icon that stands for a tone where none is given. */
export const toneIcon = (tone: Tone): LucideIcon => looks[tone].icon;

export interface StatusProps {
  readonly tone: Tone;
  /** The word for the state. There is always one: colour and icon alone say nothing to many. */
  readonly children: ReactNode;
  readonly icon?: LucideIcon | undefined;
  /** A pill with a soft ground; without it only icon and word. Default false. */
  readonly filled?: boolean | undefined;
  /** A whole sentence, which breaks where there is no room. Default false. */
  readonly sentence?: boolean | undefined;
}

/** A state: an icon and a word, or a sentence. */
export function Status({ tone, children, icon, filled = false, sentence = false }: StatusProps) {
  const look = looks[tone];
  const Icon = icon ?? look.icon;
  return (
    <span
      className={cx(
        "inline-flex gap-1.5 align-middle text-sm font-medium",
        sentence ? "items-start" : "items-center whitespace-nowrap",
        filled ? cx("rounded-full px-2.5 py-1", look.filled) : look.quiet,
      )}
    >
      <Icon aria-hidden className={cx("size-4 shrink-0", sentence && "mt-0.5")} />
      {children}
    </span>
  );
}
