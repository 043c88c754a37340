import type { CashSessionRow } from "@balcao/shared/cash-sessions/rows";
import { useLiveQuery } from "dexie-react-hooks";
import { readIdentity } from "../../kernel/sync/identity.ts";
import { useOperator } from "../identity/public.ts";
import { openSessionOf, readSession } from "./local.ts";

/** The session that the present operator has open at this tablet; null without one, undefined while it is being read. */
export function useOpenCashSession(): CashSessionRow | null | undefined {
  const operatorId = useOperator()?.id ?? null;
  return useLiveQuery(async () => {
    const identity = await readIdentity();
    return identity === null || operatorId === null ? null : openSessionOf(identity.deviceId, operatorId);
  }, [operatorId]);
}

/** One session of this store, open or closed; null when this tablet does not know it, undefined while it is being read. */
export function useSession(id: string): CashSessionRow | null | undefined {
  return useLiveQuery(() => readSession(id), [id]);
}
