import { chainFault } from "@balcao/db/sync/chain.table";
import type { MarkFaultSeenArguments, MarkFaultsSeenArguments } from "@balcao/shared/identity/contract";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { and, eq, isNull, lte, sql } from "drizzle-orm";
import type { OnlineContext } from "../../kernel/context.ts";

/** Notes that a manager has looked at a fault of a device's chain. Again keeps who was first. Refuses NOT_FOUND. */
export async function markFaultSeen(
  { tx, principal, audit }: OnlineContext,
  { faultId }: MarkFaultSeenArguments,
): Promise<Result<null>> {
  if (principal.kind !== "person") throw new Error("only a person looks at faults");
  const [row] = await tx.db
    .update(chainFault)
    .set({
      seenBy: sql`coalesce(${chainFault.seenBy}, ${principal.personId}::uuid)`,
      seenAt: sql`coalesce(${chainFault.seenAt}, now())`,
    })
    .where(eq(chainFault.id, faultId))
    .returning({ deviceId: chainFault.deviceId, kind: chainFault.kind, sequence: chainFault.sequence });
  if (row === undefined) return refuse("NOT_FOUND", { field: "faultId" });
  audit({ entityId: row.deviceId, details: { kind: row.kind, sequence: row.sequence } });
  return ok(null);
}

/** Notes that a manager has looked at all faults of a device's chain up to one. A device that is not there has none. */
export async function markFaultsSeen(
  { tx, principal, audit }: OnlineContext,
  { deviceId, newestId }: MarkFaultsSeenArguments,
): Promise<Result<null>> {
  if (principal.kind !== "person") throw new Error("only a person looks at faults");
  const { deviceId: of, healedAt, id, seenAt } = chainFault;
  // Ids are in the order in which faults were found.
  const { rowCount } = await tx.db
    .update(chainFault)
    .set({ seenBy: principal.personId, seenAt: sql`now()` })
    .where(and(eq(of, deviceId), lte(id, newestId), isNull(healedAt), isNull(seenAt)));
  audit({ entityId: deviceId, details: { faults: rowCount } });
  return ok(null);
}
