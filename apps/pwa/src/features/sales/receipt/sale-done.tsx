import type { SaleRow } from "@balcao/shared/sales/rows";
import { CircleCheck, Printer } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Button } from "../../../ui/button.tsx";
import { messages } from "./messages.ts";

export interface SaleDoneProps {
  readonly sale: SaleRow;
  readonly currency: string;
  readonly receipt: ReactNode;
  readonly printLabel: string;
  readonly onPrint: () => void;
  readonly onNewSale: () => void;
}

/** The quiet end of a sale: what goes back to the customer in large figures, and the next sale under the thumb. */
export function SaleDone({ sale, currency, receipt, printLabel, onPrint, onNewSale }: SaleDoneProps) {
  const texts = useMessages(messages);
  const format = useFormat();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <div className="flex h-full flex-col overflow-y-auto lg:grid lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:overflow-hidden">
      <section className="flex flex-col gap-6 p-4 sm:p-8 lg:grow">
        <div className="grid content-center gap-2 lg:grow">
          <h1
            ref={title}
            tabIndex={-1}
            className="flex items-center gap-2.5 text-lg font-semibold text-positive outline-none"
          >
            <CircleCheck aria-hidden className="size-6" />
            {texts.doneTitle}
          </h1>
          {sale.change === 0 ? (
            <p className="text-2xl font-semibold">{texts.noChange}</p>
          ) : (
            <p>
              <span className="block text-xl text-muted">{texts.change}</span>
              <Amount
                live
                text={format.money(sale.change, currency)}
                className="text-[clamp(3.5rem,9vw,7rem)] leading-none font-semibold tracking-tight"
              />
            </p>
          )}
          <p className="figures mt-2 text-base text-muted">
            {texts.total} {format.money(sale.total, currency)} · {sale.receiptNumber}
          </p>
          <p className="text-sm text-muted">{texts.keptHere}</p>
        </div>
        <div className="sticky bottom-0 grid gap-3 bg-background py-2 sm:grid-cols-[auto_minmax(0,1fr)] lg:static">
          <Button size="large" icon={Printer} onClick={onPrint}>
            {printLabel}
          </Button>
          <Button size="large" variant="primary" wide className="text-xl" onClick={onNewSale}>
            {texts.newSale}
          </Button>
        </div>
      </section>
      <aside className="flex justify-center px-4 pb-6 lg:min-h-0 lg:overflow-y-auto lg:border-l lg:border-line lg:bg-surface lg:p-8">
        {receipt}
      </aside>
    </div>
  );
}
