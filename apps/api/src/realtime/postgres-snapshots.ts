import type { Connection } from "@balcao/db/connect";
import { inTenant } from "@balcao/db/connect";
import { chunkStatements } from "@balcao/db/sync/projections";
import { syncedTables, type SyncedTableName } from "@balcao/shared/sync/tables";
import { outlives } from "@balcao/sync/server/pull";
import type { ChunkText, SnapshotSource } from "@balcao/sync/server/snapshots";
import { covers } from "@balcao/sync/transaction-snapshot";
import type pg from "pg";
import { checksumsOf } from "./postgres-feed.ts";
import { fromMultirange } from "./decided-column.ts";

const members = `
  SELECT row_id, xid::text FROM change_feed
  WHERE scope = $1 AND table_name = $2 AND NOT deleted AND ($3::uuid IS NULL OR row_id > $3)
  ORDER BY row_id LIMIT $4`;

const changedCount = `
  SELECT pg_current_snapshot()::text AS now, purged_before::text AS "purgedBefore", (SELECT count(*) FROM (
    SELECT FROM change_feed
    WHERE scope = $1 AND xid >= pg_snapshot_xmin($2::pg_snapshot) AND NOT pg_visible_in_snapshot(xid, $2::pg_snapshot)
    LIMIT $3) AS bounded) AS changed
  FROM sync_epoch`;

/** Reads snapshots of a scope from PostgreSQL, a chunk at a time, in one state of the database. */
export function postgresSnapshots(connection: Connection): SnapshotSource {
  return {
    within: (scope, work) =>
      inTenant(
        connection,
        scope.organizationId,
        async ({ client }) => {
          const { rows } = await client.query<{ seen: string }>("SELECT pg_current_snapshot()::text AS seen");
          const devices = await client.query<{ id: string; decided: string }>(
            "SELECT id, decided::text FROM device WHERE store_id = $1 OR organization_id = $1",
            [scope.id],
          );
          const checksums = await checksumsOf(client, [scope.id]);
          return work({
            seen: rows[0]?.seen ?? "",
            checksum: checksums[scope.id] ?? { rows: 0, sum: 0 },
            decided: Object.fromEntries(devices.rows.map((row) => [row.id, fromMultirange(row.decided)])),
            chunks: (table, limit) => readTable(client, scope.id, table, limit),
          });
        },
        { mode: "snapshot" },
      ),
    changedSince: (scope, seen, limit) =>
      inTenant(
        connection,
        scope.organizationId,
        async ({ client }) => {
          const { rows } = await client.query<{ now: string; purgedBefore: string; changed: string }>(changedCount, [
            scope.id,
            seen,
            limit,
          ]);
          const [row] = rows;
          // A copy from beyond what the database has done: an older state of it was put back.
          const usable = row !== undefined && covers(row.now, seen) && outlives(seen, row.purgedBefore);
          return usable ? Number(row.changed) : limit;
        },
        { mode: "read-only" },
      ),
  };
}

interface Member {
  readonly row_id: string;
  readonly xid: string;
}

interface ChunkRow {
  readonly columns: string;
  readonly versions: string;
  readonly first: string;
  readonly last: string;
  readonly rows: number;
  /** At most a thousand sums of 32 bits. */
  readonly sum: string;
}

function toChunk({ columns, versions, first, last, rows, sum }: ChunkRow): ChunkText {
  return { columns, versions, summary: { first, last, rows, sum: Number(sum) } };
}

/** PostgreSQL writes the chunks' text itself: most of a copy's rows would otherwise be read here and written again. */
async function* readTable(client: pg.PoolClient, scope: string, table: string, limit: number) {
  if (!Object.hasOwn(syncedTables, table)) throw new Error(`not a synced table: ${table}`);
  const text = chunkStatements[table as SyncedTableName];
  let after: string | null = null;
  for (;;) {
    const ids: pg.QueryResult<Member> = await client.query<Member>(members, [scope, table, after, limit]);
    after = ids.rows.at(-1)?.row_id ?? null;
    if (after === null) return;
    const found = await client.query<ChunkRow>(text, [
      ids.rows.map((row) => row.row_id),
      scope,
      ids.rows.map((row) => row.xid),
    ]);
    const [chunk] = found.rows;
    if (chunk !== undefined && chunk.rows > 0) yield toChunk(chunk);
    if (ids.rows.length < limit) return;
  }
}
