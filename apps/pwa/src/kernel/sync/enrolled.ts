import type { DeviceIdentity, NewKey } from "@balcao/sync/client/ports";
import { rememberTablet } from "../place.ts";
import { fetchRescueKey } from "./rescue-key.ts";
import { adoptDevice } from "./runtime.ts";
import { startDevice } from "./start.ts";
import { askToPersist } from "./storage.ts";

/** What the server tells a tablet about itself. */
export interface EnrolledDevice {
  readonly id: string;
  readonly code: string;
  readonly lastSequence: number;
  readonly store: { readonly id: string; readonly code: string };
  readonly organization: { readonly id: string; readonly name: string };
}

/** Makes this browser the device that the server says it is, and asks for storage that the browser does not clear. */
export async function becomeDevice(device: EnrolledDevice, key: NewKey | null): Promise<void> {
  await startDevice();
  await adoptDevice(toIdentity(device), device.lastSequence, key);
  rememberTablet(true);
  // It is asked for again whenever the server is met.
  await fetchRescueKey().catch((error: unknown) => console.warn("no key for rescue files", error));
  // A browser that does not promise still stores; the sync screen says so.
  await askToPersist().catch((error: unknown) => console.warn("storage is not promised", error));
}

function toIdentity({ id, code, store, organization }: EnrolledDevice): DeviceIdentity {
  return {
    deviceId: id,
    deviceCode: code,
    organizationId: organization.id,
    organizationName: organization.name,
    storeId: store.id,
    storeCode: store.code,
  };
}
