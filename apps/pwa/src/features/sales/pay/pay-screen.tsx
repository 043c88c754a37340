import { ArrowLeft } from "lucide-react";
import { useState } from "react";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { useStore } from "../../../kernel/sync/store.ts";
import { useUpdateHold } from "../../../kernel/update/hold.ts";
import { Banner } from "../../../ui/banner.tsx";
import { Button } from "../../../ui/button.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import type { Cart } from "../cart/cart.ts";
import type { RecordedSale } from "../commands.ts";
import { useScanner } from "../scanner/use-scanner.ts";
import { beep } from "../beep.ts";
import { takeCode } from "../sell/take.ts";
import { useScreenKeys } from "../sell/use-keys.ts";
import { Failure } from "./failure.tsx";
import { KindTiles, nextKind } from "./kind-tiles.tsx";
import { messages } from "./messages.ts";
import { PaymentPanel } from "./payment-panel.tsx";
import { Standing } from "./standing.tsx";
import { TakeButton } from "./take-button.tsx";
import { usePayment } from "./use-payment.ts";

export interface PayScreenProps {
  readonly cart: Cart;
  readonly operatorId: string;
  readonly cashSessionId: string;
  readonly onBack: () => void;
  readonly onSold: (sale: RecordedSale) => void;
}

/** The whole screen for the money: what is due, how it is paid, and the end of the sale. */
export function PayScreen({ cart, operatorId, cashSessionId, onBack, onSold }: PayScreenProps) {
  const texts = useMessages(messages);
  const store = useStore() ?? null;
  const payment = usePayment({ cart, operatorId, cashSessionId, takesPix: store?.pixKey != null, onSold });
  const { kind, setKind, press, take, busy } = payment;
  const currency = store?.currency ?? "BRL";
  const [scanned, setScanned] = useState<string | null>(null);
  useUpdateHold(true);
  useScanner((code) => {
    beep();
    setScanned(code);
  });
  useScreenKeys({
    everywhere: {
      Escape: onBack,
      Backspace: () => press("backspace"),
      ArrowLeft: () => setKind(nextKind(kind, -1)),
      ArrowRight: () => setKind(nextKind(kind, 1)),
    },
    onEnter: take,
    onCharacter: (character) => {
      press(character);
      return /[\d.,]/.test(character);
    },
  });
  const addScanned = (code: string) => {
    void takeCode(code, null, store?.scaleBarcode ?? "none");
    onBack();
  };
  return (
    <div className="flex h-full flex-col overflow-y-auto lg:grid lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] lg:overflow-hidden">
      <section className="flex flex-col gap-3 px-4 pt-2 pb-3 lg:min-h-0 lg:overflow-y-auto lg:border-r lg:border-line lg:bg-surface lg:px-6 lg:pb-6">
        <header className="-ml-2 flex items-center gap-1">
          <IconButton icon={ArrowLeft} label={texts.back} onClick={onBack} disabled={busy} />
          <h1 className="text-lg font-semibold">{texts.title}</h1>
        </header>
        <Standing cart={cart} currency={currency} busy={busy} />
      </section>
      <section className="flex grow flex-col gap-4 px-4 lg:min-h-0 lg:overflow-y-auto lg:px-6 lg:pt-6">
        {scanned === null ? null : (
          <Banner
            tone="waiting"
            title={texts.scanned(scanned)}
            actions={<Button onClick={() => addScanned(scanned)}>{texts.scannedBack}</Button>}
            onClose={() => setScanned(null)}
            closeLabel={texts.close}
          >
            {texts.scannedText}
          </Banner>
        )}
        <Failure error={payment.failure} />
        <KindTiles kind={kind} onKind={setKind} disabled={busy} />
        <PaymentPanel cart={cart} payment={payment} store={store} currency={currency} />
        <div className="sticky bottom-0 mt-auto bg-background pt-2 pb-4 lg:pb-6">
          <TakeButton cart={cart} payment={payment} currency={currency} />
        </div>
      </section>
    </div>
  );
}
