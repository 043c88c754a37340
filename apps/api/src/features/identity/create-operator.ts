import { operator } from "@balcao/db/identity/operator.table";
import type { CreateOperatorArguments } from "@balcao/shared/identity/contract";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { v7 as uuidv7 } from "uuid";
import type { WriteContext } from "../../kernel/context.ts";
import { mayActOn } from "./may-act-on.ts";
import { areStores } from "./operator-queries.ts";

/** Adds an operator without a PIN. Refuses NOT_FOUND (a store) and FORBIDDEN (a role above one's own). */
export async function createOperator(
  ctx: WriteContext,
  input: CreateOperatorArguments,
): Promise<Result<{ operatorId: string }>> {
  if (!mayActOn(ctx.principal, input.role)) return refuse("FORBIDDEN", { field: "role" });
  if (!(await areStores(ctx.tx, input.storeIds))) return refuse("NOT_FOUND", { field: "storeIds" });
  const operatorId = uuidv7();
  await ctx.tx.db.insert(operator).values({ id: operatorId, organizationId: ctx.principal.organizationId, ...input });
  ctx.audit({ entityId: operatorId, details: { name: input.name, role: input.role, storeIds: input.storeIds } });
  return ok({ operatorId });
}
