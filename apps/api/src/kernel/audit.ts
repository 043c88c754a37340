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
  const { principal } = context;
  context.later.add(auditWriter, {
    id: uuidv7(),
    organizationId: principal.organizationId,
    storeId: facts.storeId ?? ("storeId" in principal ? principal.storeId : null),
    actorKind: principal.kind,
    actorId: actorOf(principal),
    deviceId: "deviceId" in principal ? principal.deviceId : null,
    commandId: context.command?.commandId ?? null,
    correlationId: context.correlationId,
    action,
    entityId: facts.entityId ?? null,
    details: facts.details ?? null,
  });
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
