import { device } from "@balcao/db/identity/device.table";
import type { RenameDeviceArguments } from "@balcao/shared/identity/contract";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { eq } from "drizzle-orm";
import type { WriteContext } from "../../kernel/context.ts";

/** Changes what people call a device. Refuses NOT_FOUND. */
export async function renameDevice(
  ctx: WriteContext,
  { deviceId, name }: RenameDeviceArguments,
): Promise<Result<null>> {
  const [row] = await ctx.tx.db
    .update(device)
    .set({ name })
    .where(eq(device.id, deviceId))
    .returning({ storeId: device.storeId });
  if (row === undefined) return refuse("NOT_FOUND", { field: "deviceId" });
  ctx.audit({ storeId: row.storeId, entityId: deviceId, details: { name } });
  return ok(null);
}
