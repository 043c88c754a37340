import type { CashSessionRow } from "@balcao/shared/cash-sessions/rows";
import type { Cents } from "@balcao/shared/kernel/money";
import { useLiveQuery } from "dexie-react-hooks";
import type { ReactNode } from "react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { useStoreCurrency } from "../../kernel/sync/store.ts";
import { Amount } from "../../ui/amount.tsx";
import { SkeletonText } from "../../ui/skeleton.tsx";
import { readSummary } from "./local.ts";
import { messages } from "./messages.ts";

/** What a session has come to: how many sales, and what each kind of payment brought. */
export function SummaryTable({ session }: { readonly session: CashSessionRow }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const currency = useStoreCurrency();
  const summary = useLiveQuery(() => readSummary(session), [session.id, session.openingFloat]);
  if (summary === undefined) return <SkeletonText lines={5} />;
  const { taken, total, sales } = summary;
  const money = (amount: Cents) => <Amount text={format.money(amount, currency)} />;
  return (
    <dl className="grid gap-3">
      <Line label={texts.float}>{money(session.openingFloat)}</Line>
      <Line label={texts.sales}>{texts.salesCount(format.count(sales), sales)}</Line>
      <Line label={texts.cashTaken}>{money(taken.cash)}</Line>
      <Line label={texts.card}>{money(taken.card)}</Line>
      <Line label={texts.pix}>{money(taken.pix)}</Line>
      <div className="flex items-baseline justify-between gap-4 border-t border-line pt-3">
        <dt className="text-base font-medium">{texts.sold}</dt>
        <dd>
          <Amount size="large" text={format.money(total, currency)} />
        </dd>
      </div>
    </dl>
  );
}

/** A name on the left, its value on the right. */
export function Line({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4">
      <dt className="text-base text-muted">{label}</dt>
      <dd className="figures text-right text-base">{children}</dd>
    </div>
  );
}
