import type { SaleRow } from "@balcao/shared/sales/rows";
import { CircleCheck, Printer } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { messages } from "./messages.ts";

export interface SaleDoneProps {
  readonly sale: SaleRow;
  /** There was no room for the sale's second copy. */
  readonly single: boolean;
  readonly currency: string;
  readonly receipt: ReactNode;
  /** What went wrong with printing, or null. */
  readonly notice: ReactNode;
  readonly printLabel: string;
  readonly onPrint: () => void;
  readonly onNewSale: () => void;
}

/** The quiet end of a sale: what goes back to the customer in large figures, and the next sale under the thumb. */
export function SaleDone({ sale, single, currency, receipt, notice, printLabel, onPrint, onNewSale }: SaleDoneProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="flex h-full flex-col overflow-y-auto lg:grid lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:grid-rows-[minmax(0,1fr)_auto] lg:overflow-hidden">
      <section className="grid content-center gap-2 p-4 sm:p-8">
        <h1
          ref={title}
          tabIndex={-1}
          className="flex items-center gap-2.5 text-lg font-semibold text-positive outline-none"
        >
          <CircleCheck aria-hidden className="size-6" />
          {texts.doneTitle}
        </h1>
        <Change sale={sale} currency={currency} />
        <p className="figures mt-2 text-base text-muted">
          {texts.total} {format.money(sale.total, currency)} · {sale.receiptNumber}
        </p>
        {single ? (
          <Banner tone="waiting" title={texts.single}>
            {texts.singleText}
          </Banner>
        ) : (
          <p className="text-sm text-muted">{texts.keptHere}</p>
        )}
        {notice}
      </section>
      <aside className="flex items-start justify-center px-4 pb-6 lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:min-h-0 lg:overflow-y-auto lg:border-l lg:border-line lg:bg-surface lg:p-8">
        {receipt}
      </aside>
      <div className="sticky bottom-0 mt-auto grid grid-cols-[auto_minmax(0,1fr)] gap-3 border-t border-line bg-background p-4 lg:static lg:border-t-0 lg:px-8 lg:pb-8">
        <Button size="large" icon={Printer} onClick={onPrint}>
          {printLabel}
        </Button>
        <Button size="large" variant="primary" wide className="text-xl" onClick={onNewSale}>
          {texts.newSale}
        </Button>
      </div>
    </div>
  );
}

function Change({ sale, currency }: Pick<SaleDoneProps, "sale" | "currency">) {
  const texts = useMessages(messages);
  const format = useFormat();
  if (sale.change === 0) return <p className="text-2xl font-semibold">{texts.noChange}</p>;
  return (
    <p>
      <span className="block text-xl text-muted">{texts.change}</span>
      <Amount
        live
        text={format.money(sale.change, currency)}
        className="text-[clamp(3.5rem,9vw,7rem)] leading-none font-semibold tracking-tight"
      />
    </p>
  );
}
