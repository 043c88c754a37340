import type { TenantTransaction } from "@balcao/db/connect";
import { member, user } from "@balcao/db/identity/auth.table";
import { asc, eq } from "drizzle-orm";

/** The organization's logins by name. These tables have no row security, so the organization is named here. */
export function listPeople({ db }: TenantTransaction, organizationId: string) {
  return db
    .select({ id: user.id, name: user.name, email: user.email, role: member.role, since: member.createdAt })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(eq(member.organizationId, organizationId))
    .orderBy(asc(user.name), asc(user.id));
}
