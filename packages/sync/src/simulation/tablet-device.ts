import type { Stored } from "./database.ts";
import type { Tablet } from "./tablet.ts";
import { Violation } from "./violation.ts";

/** S7: nothing that leaves for a tablet speaks of a scope that it does not hold. */
export function checkSent({ name, identity }: Tablet, scope: string): void {
  if (scope === identity.storeId || scope === identity.organizationId) return;
  throw new Violation("S7", `a row of ${scope} was sent to ${name}`);
}

/** A tablet as the server knows it when it was just enrolled. */
export function newDevice({ identity: { deviceId, storeId } }: Tablet): Stored {
  return { id: deviceId, storeId, revoked: false, lastSequence: 0, decided: [] };
}
