import type { KnownScope } from "@balcao/sync/server/ports";
import type { Device } from "../kernel/principal.ts";

/** The scopes a device holds: its organization's shared data and its store's. Derived here, never taken from a request. */
export function scopesOf(device: Device): readonly KnownScope[] {
  return [
    { id: device.organizationId, organizationId: device.organizationId },
    { id: device.storeId, organizationId: device.organizationId },
  ];
}
