import { X } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";
import { type Tone, toneIcon } from "./status.tsx";

export interface BannerProps {
  readonly tone: Exclude<Tone, "neutral">;
  readonly title: string;
  readonly children?: ReactNode;
  /** One Button, or two. */
  readonly actions?: ReactNode;
  readonly onClose?: (() => void) | undefined;
  readonly closeLabel?: string | undefined;
  /** Without side borders and corners, under a top bar. */
  readonly flush?: boolean | undefined;
}

const grounds: Record<BannerProps["tone"], { readonly ground: string; readonly icon: string }> = {
  positive: { ground: "bg-positive-soft", icon: "text-positive" },
  waiting: { ground: "bg-waiting-soft", icon: "text-waiting" },
  negative: { ground: "bg-negative-soft", icon: "text-negative" },
  info: { ground: "bg-info-soft", icon: "text-info" },
};

/** Something that stays true until it is dealt with. `negative` interrupts a screen reader, the others wait. */
export function Banner({ tone, title, children, actions, onClose, closeLabel, flush = false }: BannerProps) {
  const Icon = toneIcon(tone);
  return (
    <div
      role={tone === "negative" ? "alert" : "status"}
      className={cx(
        "flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2 text-base",
        grounds[tone].ground,
        !flush && "rounded-surface",
      )}
    >
      <div className="flex min-h-control min-w-0 grow basis-64 items-center gap-3 py-1">
        <Icon aria-hidden className={cx("size-5 shrink-0 self-start mt-1.5", grounds[tone].icon)} />
        <div className="min-w-0">
          <p className="font-medium">{title}</p>
          {children === undefined ? null : <div className="text-sm">{children}</div>}
        </div>
      </div>
      {actions === undefined ? null : <div className="flex flex-wrap gap-2">{actions}</div>}
      {onClose === undefined ? null : (
        <button
          type="button"
          aria-label={closeLabel}
          onClick={onClose}
          className="flex size-control items-center justify-center rounded-control hover:bg-pressed"
        >
          <X aria-hidden className="size-5" />
        </button>
      )}
    </div>
  );
}
