import type { TenantTransaction } from "@balcao/db/connect";
import { auditEntry } from "@balcao/db/operations/audit-entry.table";
import { v7 as uuidv7 } from "uuid";
import type { AuditFacts, WriteContext } from "./context.ts";
import type { BatchWriter } from "./write-batch.ts";
import type { Principal } from "./principal.ts";

/** One entry of the audit, ready to be stored. */
export type AuditEntry = typeof auditEntry.$inferInsert;

/** Writes audit entries in the transaction they tell of. */
export const auditWriter: BatchWriter<AuditEntry> = {
  write: async (tx, entries) => {
    await tx.db.insert(auditEntry).values([...entries]);
  },
};

/** Adds the audit entry of a write to what its transaction will write. `action` is the procedure's path. */
export function addAudit(context: WriteContext, action: string, facts: AuditFacts): void {
  const { principal, correlationId } = context;
  const { organizationId } = principal;
  const commandId = context.command?.commandId ?? null;
  context.later.add(auditWriter, {
    ...entryOf({ principal, organizationId, correlationId }, action, facts),
    commandId,
  });
}

/** Who acts: null is the server's own command line. */
export interface Actor {
  readonly principal: Principal | null;
  readonly organizationId: string;
  readonly correlationId: string;
}

/** Writes the audit entry of what is not one procedure's transaction: an import, a command of the command line. */
export async function writeAudit(
  tx: TenantTransaction,
  actor: Actor,
  action: string,
  facts: AuditFacts,
): Promise<void> {
  await auditWriter.write(tx, [entryOf(actor, action, facts)]);
}

function entryOf({ principal, organizationId, correlationId }: Actor, action: string, facts: AuditFacts): AuditEntry {
  return {
    id: uuidv7(),
    organizationId,
    storeId: facts.storeId ?? (principal !== null && "storeId" in principal ? principal.storeId : null),
    actorKind: principal?.kind ?? "system",
    actorId: principal === null ? null : actorOf(principal),
    deviceId: principal !== null && "deviceId" in principal ? principal.deviceId : null,
    correlationId,
    action,
    entityId: facts.entityId ?? null,
    details: facts.details ?? null,
  };
}

function actorOf(principal: Principal): string {
  switch (principal.kind) {
    case "person":
      return principal.personId;
    case "operator":
      return principal.operatorId;
    case "device":
      return principal.deviceId;
  }
}
