import { operator } from "@balcao/db/identity/operator.table";
import type { SetPinArguments } from "@balcao/shared/identity/contract";
import { isWeakPin } from "@balcao/shared/identity/pin";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { eq, sql } from "drizzle-orm";
import type { WriteContext } from "../../kernel/context.ts";
import { hashSecret } from "../../kernel/secret-hash.ts";
import { lockOperator } from "./lock-operator.ts";

/** Gives an operator a PIN; the devices of their stores learn its hash. Refuses NOT_FOUND, FORBIDDEN and PIN_WEAK. */
export async function setPin(ctx: WriteContext, { operatorId, pin }: SetPinArguments): Promise<Result<null>> {
  const held = await lockOperator(ctx, operatorId);
  if (!held.ok) return held;
  if (isWeakPin(pin)) return refuse("PIN_WEAK");
  const pinHash = await hashSecret(pin);
  await ctx.tx.db
    .update(operator)
    .set({ pinHash, updatedAt: sql`now()` })
    .where(eq(operator.id, operatorId));
  ctx.audit({ entityId: operatorId });
  return ok(null);
}
