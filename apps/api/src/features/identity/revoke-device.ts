import { device } from "@balcao/db/identity/device.table";
import type { RevokeDeviceArguments } from "@balcao/shared/identity/contract";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { eq, sql } from "drizzle-orm";
import type { OnlineContext } from "../../kernel/context.ts";

/**
 * Ends a device's access: its next request is refused, and its socket is closed by the look for revocations that every
 * node takes. What it has not sent stays on it. Revoking twice keeps the first time. Refuses NOT_FOUND.
 */
export async function revokeDevice(ctx: OnlineContext, { deviceId }: RevokeDeviceArguments): Promise<Result<null>> {
  const [row] = await ctx.tx.db
    .update(device)
    .set({ revokedAt: sql`coalesce(${device.revokedAt}, now())` })
    .where(eq(device.id, deviceId))
    .returning({ storeId: device.storeId });
  if (row === undefined) return refuse("NOT_FOUND", { field: "deviceId" });
  ctx.audit({ storeId: row.storeId, entityId: deviceId });
  ctx.afterCommit(() => ctx.services.devices.forget(deviceId));
  return ok(null);
}
