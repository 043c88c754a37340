import { sealRescue } from "@balcao/sync/client/adapters/seal-rescue";
import { countRescue, gatherRescue } from "@balcao/sync/client/rescue";
import type { DeviceIdentity } from "@balcao/sync/client/ports";
import type { Command } from "@balcao/sync/protocol";
import type { RescueHead, RescueKey } from "@balcao/sync/rescue";

/** A rescue file as a tablet would write it whose database is gone: from its journal alone. */
export function rescueFile(
  key: RescueKey,
  identity: Omit<DeviceIdentity, "organizationName">,
  commands: readonly Command[],
  head: Partial<RescueHead> = {},
): Promise<string> {
  const entries = gatherRescue(
    [],
    commands.map((command) => ({ kind: "command", command, effect: [] })),
  );
  const { organizationId, deviceId, deviceCode, storeId, storeCode } = identity;
  const counts = countRescue(entries);
  const created = "2026-01-02T03:04:05.000Z";
  const written = { version: 1, organizationId, deviceId, deviceCode, storeId, storeCode, created, counts } as const;
  return sealRescue(key, { ...written, ...head }, { entries });
}
