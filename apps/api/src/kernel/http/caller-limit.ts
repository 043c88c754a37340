import type { Result } from "@balcao/shared/kernel/result";
import type { RequestContext } from "../context.ts";
import { addressGroup } from "./client-address.ts";
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

async function take(services: Services, limit: LimitName, key: string, operations: number): Promise<Result<null>> {
  const taken = await services.limits.take(limit, key, operations);
  if (!taken.ok) services.metrics.limited.inc({ limit });
  return taken;
}
