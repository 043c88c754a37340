import { brand, category, product } from "@balcao/db/catalog/catalog.table";
import type { TenantTransaction } from "@balcao/db/connect";
import type { RenameArguments } from "@balcao/shared/catalog/contract";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { asc, eq, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { WriteContext } from "../../kernel/context.ts";
import { refuseDuplicate } from "../../kernel/unique.ts";

/** Brands and categories are alike: a name in the organization, and products that refer to it. */
const tables = {
  brand: { table: brand, reference: product.brandId },
  category: { table: category, reference: product.categoryId },
} as const;
export type NameKind = keyof typeof tables;

const uniqueNames = { brand_name: "name", category_name: "name" };

/** The organization's brands or categories by name, each with the number of its products. */
export function listNames({ db }: TenantTransaction, kind: NameKind) {
  const { table, reference } = tables[kind];
  return db
    .select({ id: table.id, name: table.name, products: sql<number>`count(${product.id})::integer` })
    .from(table)
    .leftJoin(product, eq(reference, table.id))
    .groupBy(table.id)
    .orderBy(asc(sql`fold_text(${table.name})`), asc(table.id));
}

/** Adds a brand or category. Refuses ALREADY_EXISTS. */
export async function createName(ctx: WriteContext, kind: NameKind, name: string): Promise<Result<{ id: string }>> {
  const row = { id: uuidv7(), organizationId: ctx.principal.organizationId, name };
  const created = await refuseDuplicate(ctx.tx.db.insert(tables[kind].table).values(row), uniqueNames);
  if (!created.ok) return created;
  ctx.audit({ entityId: row.id, details: { name } });
  return ok({ id: row.id });
}

/** Renames a brand or category. Refuses NOT_FOUND and ALREADY_EXISTS. */
export async function rename(ctx: WriteContext, kind: NameKind, { id, name }: RenameArguments): Promise<Result<null>> {
  const { table } = tables[kind];
  const update = ctx.tx.db.update(table).set({ name }).where(eq(table.id, id)).returning({ id: table.id });
  const renamed = await refuseDuplicate(update, uniqueNames);
  if (!renamed.ok) return renamed;
  if (renamed.value.length === 0) return refuse("NOT_FOUND", { field: "id" });
  ctx.audit({ entityId: id, details: { name } });
  return ok(null);
}
