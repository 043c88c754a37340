import { store } from "@balcao/db/stores/store.table";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import type { EditStoreArguments } from "@balcao/shared/stores/contract";
import { eq, sql } from "drizzle-orm";
import type { WriteContext } from "../../kernel/context.ts";
import { given } from "../../kernel/given.ts";
import { refuseDuplicate } from "../../kernel/unique.ts";

/** Changes what is given of a store. Refuses NOT_FOUND and ALREADY_EXISTS (the code). */
export async function editStore(ctx: WriteContext, { storeId, ...changes }: EditStoreArguments): Promise<Result<null>> {
  const update = ctx.tx.db
    .update(store)
    .set({ ...given(changes), updatedAt: sql`now()` })
    .where(eq(store.id, storeId))
    .returning({ id: store.id });
  const written = await refuseDuplicate(update, { store_code: "code" });
  if (!written.ok) return written;
  if (written.value.length === 0) return refuse("NOT_FOUND", { field: "storeId" });
  ctx.audit({ storeId, entityId: storeId, details: changes });
  return ok(null);
}
