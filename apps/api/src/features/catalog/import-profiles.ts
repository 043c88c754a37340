import { importProfile } from "@balcao/db/catalog/catalog.table";
import type { TenantTransaction } from "@balcao/db/connect";
import type { SaveImportProfileArguments } from "@balcao/shared/catalog/contract";
import { importMapping } from "@balcao/shared/catalog/import/contract";
import type { ImportMapping } from "@balcao/shared/catalog/import/mapping";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { asc, eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { WriteContext } from "../../kernel/context.ts";

export interface ImportProfile {
  readonly name: string;
  readonly mapping: ImportMapping;
}

/** The organization's import profiles by name. */
export async function listImportProfiles({ db }: TenantTransaction): Promise<ImportProfile[]> {
  const rows = await db
    .select({ name: importProfile.name, mapping: importProfile.mapping })
    .from(importProfile)
    .orderBy(asc(importProfile.name));
  return rows.map(({ name, mapping }) => ({ name, mapping: importMapping.parse(JSON.parse(mapping)) }));
}

/** Keeps a mapping under a name, in the place of one that had the name before. */
export async function saveImportProfile(
  ctx: WriteContext,
  { name, mapping }: SaveImportProfileArguments,
): Promise<Result<null>> {
  const row = { id: uuidv7(), organizationId: ctx.principal.organizationId, name, mapping: JSON.stringify(mapping) };
  await ctx.tx.db
    .insert(importProfile)
    .values(row)
    .onConflictDoUpdate({
      target: [importProfile.organizationId, importProfile.name],
      set: { mapping: row.mapping, updatedAt: sql`now()` },
    });
  ctx.audit({ details: { name } });
  return ok(null);
}

/** Forgets a mapping. Refuses NOT_FOUND. */
export async function removeImportProfile(
  ctx: WriteContext,
  { name }: { readonly name: string },
): Promise<Result<null>> {
  const removed = await ctx.tx.db
    .delete(importProfile)
    .where(eq(importProfile.name, name))
    .returning({ id: importProfile.id });
  if (removed.length === 0) return refuse("NOT_FOUND", { field: "name" });
  ctx.audit({ details: { name } });
  return ok(null);
}
