import type { TenantTransaction } from "@balcao/db/connect";

/** Any constant; it tells this lock of an organization from others. */
const catalogLock = 7_246;

/** Takes the organization's catalogue for an import until the transaction ends; false when another import has it. */
export async function tryLockCatalog({ client }: TenantTransaction, organizationId: string): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(
    "SELECT pg_try_advisory_xact_lock($1, hashtext($2)) AS taken",
    [catalogLock, organizationId],
  );
  return rows[0]?.taken === true;
}

/** Waits for an import to end, and keeps the next one waiting until this edit has ended; edits do not wait for each other. */
export async function shareCatalog({ client }: TenantTransaction, organizationId: string): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock_shared($1, hashtext($2))", [catalogLock, organizationId]);
}
