import type { CashSessionRow } from "@balcao/shared/cash-sessions/rows";
import { Link } from "@tanstack/react-router";
import { useLiveQuery } from "dexie-react-hooks";
import { Banknote, UsersRound } from "lucide-react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { CounterPage } from "../../kernel/screen/counter-page.tsx";
import { useStoreCurrency } from "../../kernel/sync/store.ts";
import { Amount } from "../../ui/amount.tsx";
import { Banner } from "../../ui/banner.tsx";
import { Button } from "../../ui/button.tsx";
import { buttonClass } from "../../ui/button-class.ts";
import { EmptyState } from "../../ui/screen-state.tsx";
import { Status } from "../../ui/status.tsx";
import { Surface } from "../../ui/surface.tsx";
import { lockCounter, useOperatorName } from "../identity/public.ts";
import { isPending } from "./local.ts";
import { messages } from "./messages.ts";
import { Line, SummaryTable } from "./summary-table.tsx";
import { useOpenCashSession, useSession } from "./use-cash-session.ts";
import { differenceOf } from "./difference.ts";

/** One session that has been closed: counted, expected, and what it came to. */
export function SessionScreen({ cashSessionId }: { readonly cashSessionId: string }) {
  const texts = useMessages(messages);
  const session = useSession(cashSessionId);
  const own = useOpenCashSession();
  if (session === undefined) return null;
  if (session === null) return <NoSession />;
  return (
    <CounterPage title={session.status === "closed" ? texts.resultTitle : texts.cash}>
      {session.status === "closed" ? <Result session={session} /> : null}
      <Surface title={texts.ofThisSession}>
        <SummaryTable session={session} />
      </Surface>
      <div className="flex flex-wrap gap-3">
        <Link to="/counter/cash" className={buttonClass()}>
          {own === null ? texts.newSession : texts.toCash}
        </Link>
        <Button icon={UsersRound} onClick={lockCounter}>
          {texts.switchOperator}
        </Button>
      </div>
    </CounterPage>
  );
}

function Result({ session }: { readonly session: CashSessionRow }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const currency = useStoreCurrency();
  const operator = useOperatorName(session.operatorId);
  const pending = useLiveQuery(() => isPending(session.id), [session.id]);
  const money = (amount: CashSessionRow["countedCash"]) =>
    amount === null ? "…" : <Amount text={format.money(amount, currency)} />;
  return (
    <>
      {pending === true ? (
        <Banner tone="waiting" title={texts.waitingSync}>
          {texts.waitingSyncText}
        </Banner>
      ) : null}
      <Surface>
        <dl className="grid gap-3">
          {operator === null ? null : <Line label={texts.operator}>{operator}</Line>}
          <Line label={texts.openedAt}>{format.dateTime(session.openedAt)}</Line>
          {session.closedAt === null ? null : <Line label={texts.closedAt}>{format.dateTime(session.closedAt)}</Line>}
          <Line label={texts.counted}>{money(session.countedCash)}</Line>
          <Line label={texts.expected}>{money(session.expectedCash)}</Line>
          <div className="flex items-baseline justify-between gap-4 border-t border-line pt-3">
            <dt className="text-base font-medium">{texts.difference}</dt>
            <dd>
              <Difference session={session} currency={currency} />
            </dd>
          </div>
        </dl>
      </Surface>
    </>
  );
}

function Difference({ session, currency }: { readonly session: CashSessionRow; readonly currency: string }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const difference = differenceOf(session);
  if (difference === null) return "…";
  if (difference.kind === "exact") return <Status tone="positive">{texts.exact}</Status>;
  return (
    <Status tone={difference.kind === "over" ? "waiting" : "negative"}>
      {texts[difference.kind](format.money(difference.amount, currency))}
    </Status>
  );
}

function NoSession() {
  const texts = useMessages(messages);
  const cash = (
    <Link to="/counter/cash" className={buttonClass()}>
      {texts.toCash}
    </Link>
  );
  return (
    <EmptyState icon={Banknote} title={texts.notFound} action={cash}>
      {texts.notFoundText}
    </EmptyState>
  );
}
