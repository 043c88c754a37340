import type { ReactNode } from "react";
import { useDensity } from "../../kernel/density.ts";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { useNow } from "../../kernel/use-now.ts";
import { Mark } from "../brand.tsx";
import { messages } from "../messages.ts";
import { UpdateBanner } from "../update-banner.tsx";

export interface CounterFrameProps {
  /** The store's name. */
  readonly store: string;
  /** The tablet's code, as on its receipts. */
  readonly tablet: string;
  /** Who operates; a button that switches. */
  readonly operator: ReactNode;
  /** The sync indicator: an icon and a word, always in sight. */
  readonly sync: ReactNode;
  /** Further buttons, right of everything. */
  readonly actions?: ReactNode;
  /** Banners under the bar. */
  readonly notices?: ReactNode;
  readonly children: ReactNode;
}

/** The counter's frame: a top bar that never moves, and below it the whole screen for the work. */
export function CounterFrame({ store, tablet, operator, sync, actions, notices, children }: CounterFrameProps) {
  useDensity("touch");
  const texts = useMessages(messages);
  return (
    <div className="flex h-dvh flex-col">
      <header className="flex min-h-14 shrink-0 items-center gap-2 border-b border-line bg-surface pr-2 pl-4">
        <div className="flex min-w-0 items-center gap-3">
          <Mark className="size-7 shrink-0" />
          <p className="min-w-0 leading-tight">
            <span className="block truncate text-base font-semibold">{store}</span>
            <span className="figures hidden text-xs text-muted sm:block">{tablet}</span>
          </p>
        </div>
        <div className="ml-auto flex shrink-0 items-center gap-1">
          {sync}
          {operator}
          <Clock label={texts.clock} />
          {actions}
        </div>
      </header>
      <UpdateBanner />
      {notices}
      <main className="min-h-0 grow">{children}</main>
    </div>
  );
}

function Clock({ label }: { readonly label: string }) {
  const now = useNow();
  const format = useFormat();
  return (
    <time
      aria-label={label}
      dateTime={new Date(now).toISOString()}
      className="figures hidden px-3 text-base text-muted sm:block"
    >
      {format.time(now)}
    </time>
  );
}
