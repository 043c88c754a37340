import { cashSession } from "@balcao/db/cash-sessions/cash-session.table";
import type { OpenCashSessionArguments } from "@balcao/shared/cash-sessions/contract";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import type { WriteContext } from "../../kernel/context.ts";

/**
 * Records that an operator opened a drawer. It happened at the counter, so a session that is still open there does not
 * stand in its way: sales of both must find theirs.
 */
export async function openCashSession(
  ctx: WriteContext,
  input: OpenCashSessionArguments,
): Promise<Result<{ readonly cashSessionId: string }>> {
  const { principal } = ctx;
  if (principal.kind !== "operator") return refuse("FORBIDDEN", { permission: "cash-sessions.operate" });
  await ctx.tx.db.insert(cashSession).values({
    id: input.cashSessionId,
    organizationId: principal.organizationId,
    storeId: principal.storeId,
    deviceId: principal.deviceId,
    operatorId: principal.operatorId,
    status: "open",
    openedAt: new Date(input.openedAt),
    openingFloat: input.openingFloat,
  });
  ctx.audit({ entityId: input.cashSessionId, details: { openingFloat: input.openingFloat } });
  return ok({ cashSessionId: input.cashSessionId });
}
