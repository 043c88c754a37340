import type { TenantTransaction } from "@balcao/db/connect";
import { auditEntry } from "@balcao/db/operations/audit-entry.table";
import { v7 as uuidv7 } from "uuid";
import type { AuditFacts, WriteContext } from "./context.ts";
import type { Principal } from "./principal.ts";

/** One entry of the audit, ready to be stored. */
export type AuditEntry = typeof auditEntry.$inferInsert;

/**
 * Adds the audit entry of a write, in the write's own transaction. `action` is the procedure's path. The entries of a
 * push are gathered and stored with its receipts.
 */
export async function writeAudit(context: WriteContext, action: string, facts: AuditFacts): Promise<void> {
  const { principal } = context;
  const entry: AuditEntry = {
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
  };
  if (context.command === undefined) await storeAudit(context.tx, [entry]);
  else context.command.audited(entry);
}

/** Stores entries in the transaction they tell of. */
export async function storeAudit(tx: TenantTransaction, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length > 0) await tx.db.insert(auditEntry).values([...entries]);
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
