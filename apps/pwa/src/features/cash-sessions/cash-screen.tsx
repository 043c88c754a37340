import type { CashSessionRow } from "@balcao/shared/cash-sessions/rows";
import { Link } from "@tanstack/react-router";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { CounterPage } from "../../kernel/screen/counter-page.tsx";
import { useNow } from "../../kernel/use-now.ts";
import { buttonClass } from "../../ui/button-class.ts";
import { Status } from "../../ui/status.tsx";
import { Surface } from "../../ui/surface.tsx";
import { useOperator } from "../identity/public.ts";
import { CashSessionGate } from "./cash-session-gate.tsx";
import { messages } from "./messages.ts";
import { OthersOpen } from "./others-open.tsx";
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
  const operator = useOperator();
  const session = useOpenCashSession();
  if (session == null || operator === null) return null;
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
      <OthersOpen deviceId={session.deviceId} operator={operator} />
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
