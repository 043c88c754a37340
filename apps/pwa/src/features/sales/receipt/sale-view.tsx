import type { SaleRow } from "@balcao/shared/sales/rows";
import { Printer } from "lucide-react";
import type { ReactNode } from "react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { usePreferences } from "../../../kernel/preferences.ts";
import { CounterPage } from "../../../kernel/screen/counter-page.tsx";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { exceptionNames } from "../exception-messages.ts";
import { messages } from "./messages.ts";

export interface SaleViewProps {
  readonly sale: SaleRow;
  readonly receipt: ReactNode;
  /** What went wrong with printing, or null. */
  readonly notice: ReactNode;
  readonly printLabel: string;
  readonly onPrint: () => void;
}

/** A sale looked at later: its receipt, what did not fit when it arrived, and a further copy. */
export function SaleView({ sale, receipt, notice, printLabel, onPrint }: SaleViewProps) {
  const texts = useMessages(messages);
  const { language } = usePreferences();
  const print = (
    <Button icon={Printer} onClick={onPrint}>
      {printLabel}
    </Button>
  );
  return (
    <CounterPage title={texts.title(sale.receiptNumber)} back="today" actions={print}>
      {sale.exceptions.length === 0 ? null : (
        <Banner tone="waiting" title={texts.exceptions}>
          {sale.exceptions.map((code) => exceptionNames[language][code]).join(" · ")}
        </Banner>
      )}
      {notice}
      <div className="flex justify-center">{receipt}</div>
    </CounterPage>
  );
}
