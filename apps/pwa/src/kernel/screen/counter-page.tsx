import { Link } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { ReactNode } from "react";
import { cx } from "../../ui/cx.ts";
import { ToastPlace } from "../../ui/toast.tsx";
import { Tooltip } from "../../ui/tooltip.tsx";
import { useMessages } from "../i18n/use-messages.ts";
import { messages } from "./counter-messages.ts";

/** The places that have places of their own behind them. */
type Back = "sale" | "today" | "cash";

const ways = {
  sale: { to: "/counter", text: "backToSale" },
  today: { to: "/counter/today", text: "backToToday" },
  cash: { to: "/counter/cash", text: "backToCash" },
} as const satisfies Record<Back, object>;

export interface CounterPageProps {
  readonly title: string;
  /** Where the arrow leads. Default `sale`. */
  readonly back?: Back | undefined;
  /** A state or a count after the title. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** `fill`: the content has the rest of the height and scrolls by itself. `read`: lines stay short. Default `read`. */
  readonly shape?: "fill" | "read" | undefined;
  readonly children: ReactNode;
}

/** A place at the counter beside the sale: what it is, and the way back. */
export function CounterPage({ title, back = "sale", note, actions, shape = "read", children }: CounterPageProps) {
  const texts = useMessages(messages);
  const { to, text } = ways[back];
  return (
    <div className="flex h-full flex-col">
      <div className={cx("min-h-0 grow", shape === "fill" ? "flex flex-col" : "overflow-y-auto")}>
        <div
          className={cx(
            "mx-auto flex w-full flex-col gap-4 px-4 pt-3 pb-4 sm:px-6",
            shape === "fill" ? "min-h-0 max-w-[90rem] grow" : "max-w-3xl pb-12",
          )}
        >
          <header className="flex flex-wrap items-center gap-x-3 gap-y-2">
            <Tooltip text={texts[text]}>
              <Link
                to={to}
                aria-label={texts[text]}
                className="-ml-3 flex size-12 shrink-0 items-center justify-center rounded-control hover:bg-hover active:bg-pressed"
              >
                <ArrowLeft aria-hidden className="size-5" />
              </Link>
            </Tooltip>
            <h1 className="min-w-0 text-xl font-semibold tracking-tight">{title}</h1>
            {note}
            {actions === undefined ? null : <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div>}
          </header>
          {children}
        </div>
      </div>
      <ToastPlace />
    </div>
  );
}
