import type { TenantTransaction } from "@balcao/db/connect";
import { store } from "@balcao/db/stores/store.table";
import { asc } from "drizzle-orm";

/** The organization's stores by code. */
export function listStores({ db }: TenantTransaction) {
  return db
    .select({
      id: store.id,
      code: store.code,
      name: store.name,
      kind: store.kind,
      city: store.city,
      timeZone: store.timeZone,
      pixKey: store.pixKey,
      pixMerchantName: store.pixMerchantName,
      scaleBarcode: store.scaleBarcode,
    })
    .from(store)
    .orderBy(asc(store.code));
}
