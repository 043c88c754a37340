import type { Result } from "@balcao/shared/kernel/result";
import type { RequestContext } from "../context.ts";
import { addressGroup } from "./client-address.ts";
import type { Device } from "../principal.ts";
import type { LimitName } from "../limits.ts";
import type { Services } from "../services.ts";

/** Counts `operations` against the address first, and then against the device, the person or the stranger that asks. */
export async function limitCaller(
  services: Services,
  context: RequestContext,
  operations: number,
): Promise<Result<null>> {
  const address = addressGroup(context.address);
  const byAddress = await take(services, "address", address, operations);
  if (!byAddress.ok) return byAddress;
  const device = await context.device();
  if (device.ok) return take(services, "caller", device.value.deviceId, operations);
  const person = await context.person();
  if (person !== null) return take(services, "caller", person.personId, operations);
  return take(services, "stranger", address, operations);
}

/** Counts one read of sync against the address, and then against the device or the stranger that asks. */
export async function limitReader(
  services: Services,
  { address, device }: Pick<RequestContext, "address" | "device">,
): Promise<Result<Device>> {
  const group = addressGroup(address);
  const byAddress = await take(services, "readers", group, 1);
  if (!byAddress.ok) return byAddress;
  const reader = await device();
  const taken = reader.ok
    ? await take(services, "reader", reader.value.deviceId, 1)
    : await take(services, "stranger", group, 1);
  return taken.ok ? reader : taken;
}

/** An unchanged poll cost next to nothing, and counts for nothing. */
export async function forgiveRead(services: Services, address: string, { deviceId }: Device): Promise<void> {
  await services.limits.giveBack("readers", addressGroup(address), 1);
  await services.limits.giveBack("reader", deviceId, 1);
}

async function take(services: Services, limit: LimitName, key: string, operations: number): Promise<Result<null>> {
  const taken = await services.limits.take(limit, key, operations);
  if (!taken.ok) services.metrics.limited.inc({ limit });
  return taken;
}
