import type { TenantTransaction } from "@balcao/db/connect";
import { operator } from "@balcao/db/identity/operator.table";
import { store } from "@balcao/db/stores/store.table";
import type { ListOperatorsArguments } from "@balcao/shared/identity/contract";
import { arrayContains, asc, inArray, isNotNull, sql } from "drizzle-orm";

/** The organization's operators, or one store's, by name. Whether a PIN is set is told; its hash never leaves this way. */
export function listOperators({ db }: TenantTransaction, { storeId }: ListOperatorsArguments) {
  return db
    .select({
      id: operator.id,
      name: operator.name,
      role: operator.role,
      storeIds: operator.storeIds,
      active: operator.active,
      hasPin: sql<boolean>`${isNotNull(operator.pinHash)}`,
    })
    .from(operator)
    .where(storeId === undefined ? undefined : arrayContains(operator.storeIds, [storeId]))
    .orderBy(asc(operator.name), asc(operator.id));
}

/** Whether every id is a store of the organization. */
export async function areStores({ db }: TenantTransaction, storeIds: readonly string[]): Promise<boolean> {
  const wanted = [...new Set(storeIds)];
  const found = await db.select({ id: store.id }).from(store).where(inArray(store.id, wanted));
  return found.length === wanted.length;
}
