import { auditEntry } from "@balcao/db/operations/audit-entry.table";
import { v7 as uuidv7 } from "uuid";
import type { AuditFacts, WriteContext } from "./context.ts";
import type { Principal } from "./principal.ts";

/** Adds the audit entry of a write, in the write's own transaction. `action` is the procedure's path. */
export async function writeAudit(context: WriteContext, action: string, facts: AuditFacts): Promise<void> {
  const { principal } = context;
  await context.tx.db.insert(auditEntry).values({
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
