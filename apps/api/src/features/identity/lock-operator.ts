import { operator } from "@balcao/db/identity/operator.table";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { eq } from "drizzle-orm";
import type { WriteContext } from "../../kernel/context.ts";
import { mayActOn } from "./may-act-on.ts";

/** Holds an operator until the transaction ends, to be changed. Refuses NOT_FOUND and FORBIDDEN (a role above one's own). */
export async function lockOperator(ctx: WriteContext, operatorId: string): Promise<Result<null>> {
  const [known] = await ctx.tx.db
    .select({ role: operator.role })
    .from(operator)
    .where(eq(operator.id, operatorId))
    .for("update");
  if (known === undefined) return refuse("NOT_FOUND", { field: "operatorId" });
  if (!mayActOn(ctx.principal, known.role)) return refuse("FORBIDDEN", { field: "operatorId" });
  return ok(null);
}
