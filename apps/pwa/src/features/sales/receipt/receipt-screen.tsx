import type { SaleRow } from "@balcao/shared/sales/rows";
import type { StoreRow } from "@balcao/shared/stores/rows";
import { useLiveQuery } from "dexie-react-hooks";
import { ReceiptText } from "lucide-react";
import { useRef, useState } from "react";
import { createPortal } from "react-dom";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { CounterPage } from "../../../kernel/screen/counter-page.tsx";
import { useStore } from "../../../kernel/sync/store.ts";
import { Button } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/screen-state.tsx";
import { Banner } from "../../../ui/banner.tsx";
import { readSale } from "../local.ts";
import { useScanner } from "../scanner/use-scanner.ts";
import { takeCode } from "../sell/take.ts";
import { useScreenKeys } from "../sell/use-keys.ts";
import { messages } from "./messages.ts";
import { printReceipt } from "./print-receipt.ts";
import { Receipt } from "./receipt.tsx";
import "./receipt.css";
import { SaleDone } from "./sale-done.tsx";
import { SaleView } from "./sale-view.tsx";

export interface ReceiptScreenProps {
  readonly saleId: string;
  /** The sale has just been made: change and the next sale come first. */
  readonly fresh: boolean;
  /** There was no room for the sale's second copy. */
  readonly single: boolean;
  /** To the counter, for the next sale. */
  readonly onNewSale: () => void;
}

/** A sale after it is one: right after the sale with change in large figures, later as it was, with its receipt. */
export function ReceiptScreen({ saleId, fresh, single, onNewSale }: ReceiptScreenProps) {
  const texts = useMessages(messages);
  const store = useStore();
  const sale = useLiveQuery(async () => (await readSale(saleId)) ?? null, [saleId]);
  const scale = store?.scaleBarcode ?? "none";
  const leaving = useRef(false);
  const leave = () => {
    // Further scans belong to the next sale already; going there once is enough.
    if (!leaving.current) onNewSale();
    leaving.current = true;
  };
  useScanner((code) => {
    void takeCode(code, null, scale);
    leave();
  });
  useScreenKeys({ everywhere: {}, onEnter: leave, onCharacter: () => false });
  if (sale === undefined || store === undefined) return null;
  if (sale === null || store === null) {
    return (
      <CounterPage title={texts.receipt}>
        <EmptyState
          icon={ReceiptText}
          title={texts.missingTitle}
          action={<Button onClick={onNewSale}>{texts.toSale}</Button>}
        >
          {texts.missingText}
        </EmptyState>
      </CounterPage>
    );
  }
  return <Known key={sale.id} sale={sale} store={store} fresh={fresh} single={single} onNewSale={onNewSale} />;
}

interface KnownProps extends Pick<ReceiptScreenProps, "fresh" | "single" | "onNewSale"> {
  readonly sale: SaleRow;
  readonly store: StoreRow;
}

function Known({ sale, store, fresh, single, onNewSale }: KnownProps) {
  const texts = useMessages(messages);
  const paper = useRef<HTMLDivElement>(null);
  const [printed, setPrinted] = useState(!fresh);
  const [failed, setFailed] = useState(false);
  const print = () => {
    if (paper.current === null) return;
    const opened = printReceipt(paper.current);
    setFailed(!opened);
    if (opened) setPrinted(true);
  };
  const notice = failed ? <Banner tone="negative" title={texts.printFailed} /> : null;
  const printLabel = printed ? texts.printAgain : texts.print;
  const receipt = <Receipt sale={sale} store={store} copy={printed} />;
  return (
    <>
      {fresh ? (
        <SaleDone
          sale={sale}
          single={single}
          currency={store.currency}
          receipt={receipt}
          notice={notice}
          printLabel={printLabel}
          onPrint={print}
          onNewSale={onNewSale}
        />
      ) : (
        <SaleView sale={sale} receipt={receipt} notice={notice} printLabel={printLabel} onPrint={print} />
      )}
      {createPortal(
        <div ref={paper} className="receipt-paper">
          {receipt}
        </div>,
        document.body,
      )}
    </>
  );
}
