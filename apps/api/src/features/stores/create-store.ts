import { store } from "@balcao/db/stores/store.table";
import { ok, type Result } from "@balcao/shared/kernel/result";
import type { CreateStoreArguments } from "@balcao/shared/stores/contract";
import { v7 as uuidv7 } from "uuid";
import type { WriteContext } from "../../kernel/context.ts";
import { refuseDuplicate } from "../../kernel/unique.ts";

/** Adds a store. Refuses ALREADY_EXISTS (the code). */
export async function createStore(
  ctx: WriteContext,
  input: CreateStoreArguments,
): Promise<Result<{ storeId: string }>> {
  const storeId = uuidv7();
  const row = { id: storeId, organizationId: ctx.principal.organizationId, ...input };
  const created = await refuseDuplicate(ctx.tx.db.insert(store).values(row), { store_code: "code" });
  if (!created.ok) return created;
  ctx.audit({ storeId, entityId: storeId, details: { code: input.code, name: input.name } });
  return ok({ storeId });
}
