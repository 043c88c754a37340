import type { CashSessionRow } from "@balcao/shared/cash-sessions/rows";
import { cents } from "@balcao/shared/kernel/money";
import { type FormEvent, useState } from "react";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { CounterPage } from "../../kernel/screen/counter-page.tsx";
import { useStoreCurrency } from "../../kernel/sync/store.ts";
import { useAction } from "../../kernel/use-action.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { MoneyInput } from "../../ui/money-input.tsx";
import { useOperator, useOperatorName } from "../identity/public.ts";
import { closeCashSession } from "./commands.ts";
import { messages } from "./messages.ts";
import { NotStored } from "./not-stored.tsx";
import { SessionScreen } from "./session-screen.tsx";
import { useSession } from "./use-cash-session.ts";
import { WhatIsLeft } from "./what-is-left.tsx";

/** Closes a drawer with a blind count: what it should hold shows only once the count is committed. */
export function CloseScreen({ cashSessionId }: { readonly cashSessionId: string }) {
  const session = useSession(cashSessionId);
  if (session === undefined) return null;
  return session?.status === "open" ? <CountForm session={session} /> : <SessionScreen cashSessionId={cashSessionId} />;
}

function CountForm({ session }: { readonly session: CashSessionRow }) {
  const texts = useMessages(messages);
  const { locale } = useFormat();
  const currency = useStoreCurrency();
  const operator = useOperator();
  const owner = useOperatorName(session.operatorId) ?? texts.anotherName;
  const [counted, setCounted] = useState<number | null>(null);
  const [tried, setTried] = useState(false);
  const closing = useAction(async (amount: number) => {
    if (operator !== null) await closeCashSession(operator.id, session, cents(amount));
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (counted !== null) closing.run(counted);
  };
  return (
    <CounterPage title={texts.closeTitle} back="cash" note={<span className="text-base text-muted">{owner}</span>}>
      <p className="max-w-prose text-base text-muted">{texts.closeText}</p>
      <WhatIsLeft />
      <NotStored error={closing.error} />
      <form noValidate onSubmit={submit} className="grid max-w-md gap-5">
        <Field label={texts.counted} error={tried && counted === null ? texts.countedMissing : undefined}>
          <MoneyInput
            autoFocus
            value={counted}
            onValueChange={setCounted}
            currency={currency}
            locale={locale}
            className="min-h-16 text-2xl! font-semibold"
          />
        </Field>
        <Button type="submit" variant="primary" size="large" wide busy={closing.busy}>
          {texts.close}
        </Button>
      </form>
    </CounterPage>
  );
}
