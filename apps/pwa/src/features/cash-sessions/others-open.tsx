import type { CashSessionRow } from "@balcao/shared/cash-sessions/rows";
import { mayGrant } from "@balcao/shared/identity/permissions";
import { Link } from "@tanstack/react-router";
import { useLiveQuery } from "dexie-react-hooks";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { buttonClass } from "../../ui/button-class.ts";
import { type Operator, useOperatorName } from "../identity/public.ts";
import { openSessionsOf } from "./local.ts";
import { messages } from "./messages.ts";

/** Says whose drawer is open at this tablet besides one's own; a person of a higher role may close it. */
export function OthersOpen({ deviceId, operator }: { readonly deviceId: string; readonly operator: Operator }) {
  const open = useLiveQuery(() => openSessionsOf(deviceId), [deviceId]) ?? [];
  const others = open.filter((session) => session.operatorId !== operator.id);
  const mayClose = mayGrant(operator.role, "cashier") && !mayGrant("cashier", operator.role);
  return others.map((session) => <OtherOpen key={session.id} session={session} mayClose={mayClose} />);
}

function OtherOpen({ session, mayClose }: { readonly session: CashSessionRow; readonly mayClose: boolean }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const name = useOperatorName(session.operatorId) ?? texts.anotherName;
  const close = (
    <Link
      to="/counter/cash/$cashSessionId/close"
      params={{ cashSessionId: session.id }}
      aria-label={texts.closeOther(name)}
      className={buttonClass()}
    >
      {texts.closeIt}
    </Link>
  );
  return (
    <Banner
      tone="info"
      title={texts.anotherOpen(name, format.dateTime(session.openedAt))}
      actions={mayClose ? close : undefined}
    >
      {texts.anotherOpenText}
    </Banner>
  );
}
