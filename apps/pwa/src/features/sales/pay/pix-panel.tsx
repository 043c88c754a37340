import type { Cents } from "@balcao/shared/kernel/money";
import { pixPayload, pixTransactionId } from "@balcao/shared/sales/pix";
import type { StoreRow } from "@balcao/shared/stores/rows";
import { Check, Copy, QrCode as QrIcon } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import { v7 as uuidv7 } from "uuid";
import { useFormat } from "../../../kernel/format.ts";
import { useMessages } from "../../../kernel/i18n/use-messages.ts";
import { usePreferences } from "../../../kernel/preferences.ts";
import { problemText } from "../../../kernel/problem.ts";
import { Amount } from "../../../ui/amount.tsx";
import { Button } from "../../../ui/button.tsx";
import { QrCode } from "../../../ui/qr-code.tsx";
import { EmptyState, ErrorState } from "../../../ui/screen-state.tsx";
import { Status } from "../../../ui/status.tsx";
import type { Cart } from "../cart/cart.ts";
import { changeCart } from "../cart/cart-store.ts";
import { messages } from "./messages.ts";

export interface PixPanelProps {
  readonly cart: Cart;
  readonly amount: Cents;
  /** Something is due, and not more than that is asked for. */
  readonly possible: boolean;
  readonly store: StoreRow | null;
  readonly currency: string;
  readonly action: ReactNode;
}

/** The Pix code of an amount, made on the tablet. It never counts as paid by itself: the cashier has to have seen the money. */
export function PixPanel(props: PixPanelProps) {
  const texts = useMessages(messages);
  const { cart, amount, possible, store } = props;
  const shown = cart.pix?.amount === amount ? cart.pix : null;
  const wanted = possible && store?.pixKey != null && shown === null;
  useEffect(() => {
    if (wanted) changeCart((current) => ({ ...current, pix: { id: uuidv7(), amount } }));
  }, [wanted, amount]);
  if (store !== null && store.pixKey === null) {
    return (
      <EmptyState icon={QrIcon} title={texts.pixNoKey}>
        {texts.pixNoKeyText}
      </EmptyState>
    );
  }
  if (store === null || shown === null) return <div className="min-h-64" />;
  return <Code {...props} store={store} key={shown.id} paymentId={shown.id} />;
}

function Code({
  amount,
  store,
  currency,
  action,
  paymentId,
}: PixPanelProps & { readonly store: StoreRow; readonly paymentId: string }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const { language } = usePreferences();
  const [copied, setCopied] = useState(false);
  const merchantName = store.pixMerchantName ?? store.name;
  const payload = pixPayload({
    key: store.pixKey ?? "",
    merchantName,
    merchantCity: store.city,
    amount,
    transactionId: pixTransactionId(paymentId),
  });
  if (!payload.ok) {
    const problem = problemText({ kind: "refused", code: payload.code, details: {} }, language);
    return (
      <ErrorState title={problem.title}>
        <p>{problem.action}</p>
      </ErrorState>
    );
  }
  const copy = async () => {
    await navigator.clipboard.writeText(payload.value);
    setCopied(true);
  };
  return (
    <div className="grid items-center gap-x-8 gap-y-4 sm:grid-cols-[auto_minmax(0,1fr)]">
      <QrCode
        content={payload.value}
        label={texts.pixCode}
        className="mx-auto size-60 rounded-surface border border-line lg:size-72"
      />
      <div className="grid justify-items-start gap-3">
        <Status tone="waiting" filled>
          {texts.pixWaiting}
        </Status>
        <div>
          <Amount size="large" text={format.money(amount, currency)} className="text-2xl" />
          <p className="text-base text-muted">{texts.pixReceiver(merchantName)}</p>
        </div>
        <p className="text-base">{texts.pixHint}</p>
        <div className="flex flex-wrap gap-2">
          <Button icon={copied ? Check : Copy} onClick={() => void copy().catch(reportError)}>
            {copied ? texts.pixCopied : texts.pixCopy}
          </Button>
          {action}
        </div>
        <p role="status" className="unseen">
          {copied ? texts.pixCopied : null}
        </p>
      </div>
    </div>
  );
}
