import type { CashSessionRow } from "@balcao/shared/cash-sessions/rows";
import { type SessionSummary, summarizeSession } from "@balcao/shared/cash-sessions/summarize-session";
import { engineData, synced } from "../../kernel/sync/local-database.ts";

/** The sessions still open at a tablet, whoever opened them; the oldest first. */
export async function openSessionsOf(deviceId: string): Promise<readonly CashSessionRow[]> {
  const open = await synced.cashSession.where("status").equals("open").toArray();
  return open
    .filter((session) => session.deviceId === deviceId)
    .toSorted((a, b) => a.openedAt.localeCompare(b.openedAt));
}

/** The session an operator has open at a tablet, or null. Should there be several, the newest: the one being used. */
export async function openSessionOf(deviceId: string, operatorId: string): Promise<CashSessionRow | null> {
  const own = (await openSessionsOf(deviceId)).filter((session) => session.operatorId === operatorId);
  return own.at(-1) ?? null;
}

/** One session, or null. */
export async function readSession(id: string): Promise<CashSessionRow | null> {
  return (await synced.cashSession.get(id)) ?? null;
}

/** What a session has come to, by the sales this tablet knows of it. */
export async function readSummary(session: Pick<CashSessionRow, "id" | "openingFloat">): Promise<SessionSummary> {
  return summarizeSession(session.openingFloat, await synced.sale.where("cashSessionId").equals(session.id).toArray());
}

/** Whether the server has not confirmed yet what this tablet did to a session. */
export async function isPending(sessionId: string): Promise<boolean> {
  return (await engineData.pending.where("[table+row]").equals(["cash_session", sessionId]).count()) > 0;
}
