import { cashSession } from "@balcao/db/cash-sessions/cash-session.table";
import type { CloseCashSessionArguments } from "@balcao/shared/cash-sessions/contract";
import { cents, type Cents } from "@balcao/shared/kernel/money";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { and, eq } from "drizzle-orm";
import type { WriteContext } from "../../kernel/context.ts";

export interface ClosedCashSession {
  readonly cashSessionId: string;
  /** What the drawer should have held: opening float plus cash taken minus change. */
  readonly expectedCash: Cents;
}

// Commands of a device arrive in order, so every sale it made before the close is here.
const cashTaken = `
  SELECT coalesce(sum(p.amount), 0) - coalesce((SELECT sum(change) FROM sale WHERE cash_session_id = $1), 0) AS taken
  FROM sale s JOIN payment p ON p.sale_id = s.id AND p.kind = 'cash'
  WHERE s.cash_session_id = $1`;

/** Closes a drawer with what was counted in it, and works out what it should have held. Closing twice is refused. */
export async function closeCashSession(
  ctx: WriteContext,
  input: CloseCashSessionArguments,
): Promise<Result<ClosedCashSession>> {
  const { principal } = ctx;
  if (principal.kind !== "operator") return refuse("FORBIDDEN", { permission: "cash-sessions.operate" });
  const mine = and(eq(cashSession.id, input.cashSessionId), eq(cashSession.deviceId, principal.deviceId));
  const [session] = await ctx.tx.db.select().from(cashSession).where(mine).for("update");
  if (session === undefined) return refuse("NOT_FOUND", { cashSessionId: input.cashSessionId });
  if (session.status === "closed") return refuse("CASH_SESSION_CLOSED", { cashSessionId: session.id });
  // Sales of the same push may be gathered and not written yet.
  await ctx.later.flush(ctx.tx);
  const { rows } = await ctx.tx.client.query<{ taken: string }>(cashTaken, [session.id]);
  const expectedCash = cents(session.openingFloat + Number(rows[0]?.taken ?? 0));
  await ctx.tx.db
    .update(cashSession)
    .set({ status: "closed", closedAt: new Date(input.closedAt), countedCash: input.countedCash, expectedCash })
    .where(mine);
  ctx.audit({ entityId: session.id, details: { countedCash: input.countedCash, expectedCash } });
  return ok({ cashSessionId: session.id, expectedCash });
}
