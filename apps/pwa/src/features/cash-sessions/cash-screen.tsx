import type { CashSessionRow } from "@balcao/shared/cash-sessions/rows";
import { mayGrant } from "@balcao/shared/identity/permissions";
import { Link } from "@tanstack/react-router";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { CounterPage } from "../../kernel/screen/counter-page.tsx";
import { useNow } from "../../kernel/use-now.ts";
import { buttonClass } from "../../ui/button-class.ts";
import { Status } from "../../ui/status.tsx";
import { Surface } from "../../ui/surface.tsx";
import { useOperator, useOperatorName } from "../identity/public.ts";
import { CashSessionGate } from "./cash-session-gate.tsx";
import { messages } from "./messages.ts";
import { useOtherSessions } from "./others-open.tsx";
import { SummaryTable } from "./summary-table.tsx";
import { useOpenCashSession } from "./use-cash-session.ts";

/** The operator's drawer: since when it is open and what it has come to; the way to close it. */
export function CashScreen() {
  return (
    <CashSessionGate>
      <OwnSession />
    </CashSessionGate>
  );
}

function OwnSession() {
  const texts = useMessages(messages);
  const format = useFormat();
  const now = useNow();
  const session = useOpenCashSession();
  if (session == null) return null;
  return (
    <CounterPage
      title={texts.cash}
      note={<Status tone="positive">{texts.opened}</Status>}
      actions={<CloseLink session={session} label={texts.close} />}
    >
      <p className="text-base text-muted">
        {texts.openedSince(format.dateTime(session.openedAt), format.age(session.openedAt, now))}
      </p>
      <Surface title={texts.summary} description={texts.thisTablet}>
        <SummaryTable session={session} />
      </Surface>
      <OthersToClose deviceId={session.deviceId} operatorId={session.operatorId} />
    </CounterPage>
  );
}

function CloseLink({ session, label }: { readonly session: CashSessionRow; readonly label: string }) {
  return (
    <Link to="/counter/cash/$cashSessionId/close" params={{ cashSessionId: session.id }} className={buttonClass()}>
      {label}
    </Link>
  );
}

/** A drawer somebody left open is closed by a person of a higher role. */
function OthersToClose({ deviceId, operatorId }: { readonly deviceId: string; readonly operatorId: string }) {
  const texts = useMessages(messages);
  const operator = useOperator();
  const others = useOtherSessions(deviceId, operatorId);
  const higher = operator !== null && mayGrant(operator.role, "cashier") && !mayGrant("cashier", operator.role);
  if (!higher || others.length === 0) return null;
  return (
    <Surface title={texts.othersOpen}>
      <ul className="grid gap-3">
        {others.map((session) => (
          <OtherToClose key={session.id} session={session} />
        ))}
      </ul>
    </Surface>
  );
}

function OtherToClose({ session }: { readonly session: CashSessionRow }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const now = useNow();
  const name = useOperatorName(session.operatorId) ?? texts.anotherName;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3">
      <div>
        <p className="text-base font-medium">{name}</p>
        <p className="text-sm text-muted">
          {texts.openedSince(format.dateTime(session.openedAt), format.age(session.openedAt, now))}
        </p>
      </div>
      <CloseLink session={session} label={texts.closeOther(name)} />
    </li>
  );
}
