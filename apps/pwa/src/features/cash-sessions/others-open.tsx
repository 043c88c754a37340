import type { CashSessionRow } from "@balcao/shared/cash-sessions/rows";
import { useLiveQuery } from "dexie-react-hooks";
import { useFormat } from "../../kernel/format.ts";
import { useMessages } from "../../kernel/i18n/use-messages.ts";
import { Banner } from "../../ui/banner.tsx";
import { useOperatorName } from "../identity/public.ts";
import { openSessionsOf } from "./local.ts";
import { messages } from "./messages.ts";

/** Says whose drawer is open at this tablet besides one's own. */
export function OthersOpen({ deviceId, operatorId }: { readonly deviceId: string; readonly operatorId: string }) {
  const sessions = useOtherSessions(deviceId, operatorId);
  return sessions.map((session) => <OtherOpen key={session.id} session={session} />);
}

/** The sessions open at this tablet that are not the operator's. */
export function useOtherSessions(deviceId: string, operatorId: string): readonly CashSessionRow[] {
  const open = useLiveQuery(() => openSessionsOf(deviceId), [deviceId]) ?? [];
  return open.filter((session) => session.operatorId !== operatorId);
}

function OtherOpen({ session }: { readonly session: CashSessionRow }) {
  const texts = useMessages(messages);
  const format = useFormat();
  const name = useOperatorName(session.operatorId) ?? texts.anotherName;
  return (
    <Banner tone="info" title={texts.anotherOpen(name, format.dateTime(session.openedAt))}>
      {texts.anotherOpenText}
    </Banner>
  );
}
