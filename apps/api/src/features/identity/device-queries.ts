import type { TenantTransaction } from "@balcao/db/connect";
import { organization } from "@balcao/db/identity/auth.table";
import { device } from "@balcao/db/identity/device.table";
import { store } from "@balcao/db/stores/store.table";
import { chainFault } from "@balcao/db/sync/chain.table";
import type { ListDevicesArguments } from "@balcao/shared/identity/contract";
import { asc, eq, sql } from "drizzle-orm";

/** What a tablet is told about itself. */
export interface DeviceFacts {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** The largest command sequence received; the tablet numbers on from there. */
  readonly lastSequence: number;
  readonly store: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly city: string;
    readonly timeZone: string;
  };
  readonly organization: { readonly id: string; readonly name: string; readonly currency: string };
}

const columns = {
  id: device.id,
  code: device.code,
  name: device.name,
  lastSequence: device.lastSequence,
  store: { id: store.id, code: store.code, name: store.name, city: store.city, timeZone: store.timeZone },
  organization: { id: organization.id, name: organization.name, currency: organization.currency },
};

/** One device of the organization, or null. */
export async function readDevice({ db }: TenantTransaction, deviceId: string): Promise<DeviceFacts | null> {
  const [row] = await db
    .select(columns)
    .from(device)
    .innerJoin(store, eq(store.id, device.storeId))
    .innerJoin(organization, eq(organization.id, device.organizationId))
    .where(eq(device.id, deviceId));
  return row ?? null;
}

/** Faults of a device's chain that nobody has looked at, and that what came later has not healed. */
const openFaults = sql<number>`(SELECT count(*)::int FROM ${chainFault} WHERE ${chainFault.deviceId} = ${device.id}
  AND ${chainFault.healedAt} IS NULL AND ${chainFault.seenAt} IS NULL)`;

/** The organization's devices, or one store's, by store and code; revoked ones too. */
export function listDevices({ db }: TenantTransaction, { storeId }: ListDevicesArguments) {
  return db
    .select({
      id: device.id,
      code: device.code,
      name: device.name,
      storeId: device.storeId,
      storeName: store.name,
      enrolledAt: device.enrolledAt,
      lastSeenAt: device.lastSeenAt,
      lastSequence: device.lastSequence,
      revokedAt: device.revokedAt,
      openFaults,
    })
    .from(device)
    .innerJoin(store, eq(store.id, device.storeId))
    .where(storeId === undefined ? undefined : eq(device.storeId, storeId))
    .orderBy(asc(store.name), asc(device.code));
}
