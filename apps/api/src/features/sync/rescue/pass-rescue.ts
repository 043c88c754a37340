import { inTenant } from "@balcao/db/connect";
import { allows, type Role } from "@balcao/shared/identity/permissions";
import { refuse, type Result } from "@balcao/shared/kernel/result";
import type { Device, Operator } from "../../../kernel/principal.ts";
import type { OpenedRescue } from "./open-rescue.ts";
import { readRescuedDevices } from "./rescued-devices.ts";
import type { RequestContext } from "../../../kernel/context.ts";

/**
 * Who passes a rescue file on at a tablet. Anybody who may sell there may bring what a tablet of the same store would have
 * sent by itself; for one that was revoked it takes `devices.rescue`. Another store's is not taken: a tablet may say what it
 * likes of who stands in front of it and of where a file is from, and writes in its own store only. Refuses OPERATOR_UNKNOWN,
 * DEVICE_NOT_ENROLLED, RESCUE_OTHER_STORE and RESCUE_NEEDS_MANAGER.
 */
export async function whoPasses(
  ctx: RequestContext,
  device: Device,
  operatorId: string,
  opened: OpenedRescue,
): Promise<Result<Operator>> {
  return inTenant(
    ctx.connection,
    device.organizationId,
    async (tx) => {
      const { rows } = await tx.client.query<{ role: Role }>(
        "SELECT role FROM operator WHERE id = $1 AND active AND $2 = ANY(store_ids)",
        [operatorId, device.storeId],
      );
      const [operator] = rows;
      if (operator === undefined) return refuse("OPERATOR_UNKNOWN");
      const tablets = [...(await readRescuedDevices(tx, opened)).values()];
      if (!tablets.some(({ id }) => id === opened.head.deviceId)) return refuse("DEVICE_NOT_ENROLLED");
      const elsewhere = tablets.some(({ storeId, enrolledIn }) =>
        [storeId, enrolledIn].some((id) => id !== device.storeId),
      );
      if (elsewhere) return refuse("RESCUE_OTHER_STORE");
      if (!allows(operator.role, "devices.rescue") && tablets.some(({ revoked }) => revoked))
        return refuse("RESCUE_NEEDS_MANAGER");
      return { ok: true, value: { ...device, kind: "operator", operatorId, role: operator.role } };
    },
    { mode: "read-only" },
  );
}
