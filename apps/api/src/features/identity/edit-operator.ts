import { operator } from "@balcao/db/identity/operator.table";
import type { EditOperatorArguments } from "@balcao/shared/identity/contract";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { eq, sql } from "drizzle-orm";
import type { WriteContext } from "../../kernel/context.ts";
import { given } from "../../kernel/given.ts";
import { lockOperator } from "./lock-operator.ts";
import { mayActOn } from "./may-act-on.ts";
import { areStores } from "./operator-queries.ts";

/** Changes what is given of an operator. Refuses NOT_FOUND (operator or store) and FORBIDDEN (a role above one's own). */
export async function editOperator(
  ctx: WriteContext,
  { operatorId, ...changes }: EditOperatorArguments,
): Promise<Result<null>> {
  const held = await lockOperator(ctx, operatorId);
  if (!held.ok) return held;
  if (changes.role !== undefined && !mayActOn(ctx.principal, changes.role))
    return refuse("FORBIDDEN", { field: "role" });
  if (changes.storeIds !== undefined && !(await areStores(ctx.tx, changes.storeIds)))
    return refuse("NOT_FOUND", { field: "storeIds" });
  await ctx.tx.db
    .update(operator)
    .set({ ...given(changes), updatedAt: sql`now()` })
    .where(eq(operator.id, operatorId));
  ctx.audit({ entityId: operatorId, details: changes });
  return ok(null);
}
