import { inTenant } from "@balcao/db/connect";
import { allows, type Role } from "@balcao/shared/identity/permissions";
import { refuse, type Result } from "@balcao/shared/kernel/result";
import type { Device, Operator } from "../../../kernel/principal.ts";
import { readCommand } from "../command-shape.ts";
import type { OpenedRescue } from "./open-rescue.ts";
import { readRescuedDevices } from "./rescued-devices.ts";
import type { RequestContext } from "../../../kernel/context.ts";

/**
 * Who passes a rescue file on at a tablet. Anybody who may sell there may bring what a tablet of the same store would have
 * sent by itself; for one that was revoked, or is another store's, it takes `devices.rescue`. Refuses OPERATOR_UNKNOWN and
 * RESCUE_NEEDS_MANAGER.
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
      if (!allows(operator.role, "devices.rescue") && !(await isOfThisStore(tx, device, opened)))
        return refuse("RESCUE_NEEDS_MANAGER");
      return { ok: true, value: { ...device, kind: "operator", operatorId, role: operator.role } };
    },
    { mode: "read-only" },
  );
}

async function isOfThisStore(
  tx: Parameters<typeof readRescuedDevices>[0],
  { storeId }: Device,
  { head, entries }: OpenedRescue,
): Promise<boolean> {
  const named = entries.flatMap(({ command }) => {
    const read = readCommand(command);
    return read.ok ? [read.command.deviceId] : [];
  });
  const ids = new Set([head.deviceId, ...named]);
  const devices = await readRescuedDevices(tx, [...ids]);
  return devices.size === ids.size && [...devices.values()].every((one) => one.storeId === storeId && !one.revoked);
}
