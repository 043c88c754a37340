import { priceList } from "@balcao/db/catalog/catalog.table";
import { organization } from "@balcao/db/identity/auth.table";
import { store } from "@balcao/db/stores/store.table";
import type { TenantTransaction } from "@balcao/db/connect";
import { eq, isNull } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";

/** The price list of a store, or the chain's for null; null when it has none yet. */
export async function findPriceList({ db }: TenantTransaction, storeId: string | null): Promise<string | null> {
  const whose = storeId === null ? isNull(priceList.storeId) : eq(priceList.storeId, storeId);
  const [found] = await db.select({ id: priceList.id }).from(priceList).where(whose);
  return found?.id ?? null;
}

/** The price list of a store of the organization, or the chain's for null, made when there is none. */
export async function ensurePriceList(
  tx: TenantTransaction,
  organizationId: string,
  storeId: string | null,
): Promise<string> {
  const known = await findPriceList(tx, storeId);
  if (known !== null) return known;
  const name = await ownerName(tx, organizationId, storeId);
  await tx.db.insert(priceList).values({ id: uuidv7(), organizationId, storeId, name }).onConflictDoNothing();
  const made = await findPriceList(tx, storeId);
  if (made === null) throw new Error("the price list was neither found nor made");
  return made;
}

async function ownerName({ db }: TenantTransaction, organizationId: string, storeId: string | null): Promise<string> {
  const [owner] =
    storeId === null
      ? await db.select({ name: organization.name }).from(organization).where(eq(organization.id, organizationId))
      : await db.select({ name: store.name }).from(store).where(eq(store.id, storeId));
  return owner?.name ?? "";
}

/** Whether a store is one of the organization's. */
export async function isStore({ db }: TenantTransaction, storeId: string): Promise<boolean> {
  return (await db.select({ id: store.id }).from(store).where(eq(store.id, storeId))).length > 0;
}
