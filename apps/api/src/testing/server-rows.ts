import { rowStatements } from "@balcao/db/sync/projections";
import { type syncedTableNames, syncedTables } from "@balcao/shared/sync/tables";
import type pg from "pg";

/** The scopes that a tablet holds. */
export interface TabletScopes {
  readonly organizationId: string;
  readonly storeId: string;
}

/** The server's rows of a tablet's scopes, by the same projections that the feed uses, straight from the owner, by id. */
export async function serverRows(
  owner: pg.Pool,
  { organizationId, storeId }: TabletScopes,
  table: (typeof syncedTableNames)[number],
): Promise<Record<string, unknown>[]> {
  const scope = syncedTables[table].scope === "store" ? storeId : organizationId;
  const ids = await owner.query<{ row_id: string }>(
    "SELECT row_id FROM change_feed WHERE scope = $1 AND table_name = $2 AND NOT deleted",
    [scope, table],
  );
  const { rows } = await owner.query<{ row: string }>(rowStatements[table], [ids.rows.map((row) => row.row_id), scope]);
  return rows.map(({ row }) => JSON.parse(row) as { id: string }).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}
