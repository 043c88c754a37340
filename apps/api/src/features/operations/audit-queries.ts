import type { TenantTransaction } from "@balcao/db/connect";
import { auditEntry } from "@balcao/db/operations/audit-entry.table";
import type { ListAuditArguments } from "@balcao/shared/operations/contract";
import { and, desc, eq, lt } from "drizzle-orm";

/** A page of the organization's audit, newest first: ids are UUIDv7, so their order is the order of time. */
export function listAudit({ db }: TenantTransaction, input: ListAuditArguments) {
  return db
    .select()
    .from(auditEntry)
    .where(
      and(
        input.before === undefined ? undefined : lt(auditEntry.id, input.before),
        input.storeId === undefined ? undefined : eq(auditEntry.storeId, input.storeId),
        input.actorId === undefined ? undefined : eq(auditEntry.actorId, input.actorId),
        input.action === undefined ? undefined : eq(auditEntry.action, input.action),
      ),
    )
    .orderBy(desc(auditEntry.id))
    .limit(input.limit);
}
