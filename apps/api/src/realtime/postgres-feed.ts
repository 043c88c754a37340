import type { Connection } from "@balcao/db/connect";
import { inSnapshot, inTenant } from "@balcao/db/connect";
import { rowStatements } from "@balcao/db/sync/projections";
import { type SyncedTableName, syncedTables } from "@balcao/shared/sync/tables";
import type { ScopeId } from "@balcao/sync/protocol";
import type { Checksum } from "@balcao/sync/row-hash";
import type {
  Feed,
  FeedChange,
  FeedState,
  KnownScope,
  PageEnd,
  TickChange,
  TickState,
} from "@balcao/sync/server/ports";
import type { TransactionSnapshot } from "@balcao/sync/transaction-snapshot";
import type pg from "pg";
import { fromMultirange } from "./decided-column.ts";

interface FeedRow {
  scope: string;
  table_name: string;
  row_id: string;
  deleted: boolean;
  xid: string;
}

const notMigrated = "sync_epoch is empty: the database was not migrated";

// A change is news when its transaction was not visible to the cursor and is visible to the target. The bound on xid is
// what the index can use; it alone would miss nothing and repeat much.
const scopeChanges = `
  SELECT scope, table_name, row_id, deleted, xid::text
  FROM change_feed
  WHERE scope = $1 AND xid >= pg_snapshot_xmin($2::pg_snapshot)
    AND NOT pg_visible_in_snapshot(xid, $2::pg_snapshot) AND pg_visible_in_snapshot(xid, $3::pg_snapshot)
    AND ($4::xid8 IS NULL OR (xid, table_name, row_id) > ($4::xid8, $5::text, $6::uuid))
  ORDER BY xid, table_name, row_id
  LIMIT $7`;

const tickChanges = `
  SELECT scope, table_name, row_id, deleted, xid::text
  FROM change_feed
  WHERE scope = ANY($1::uuid[]) AND xid >= pg_snapshot_xmin($2::pg_snapshot)
    AND NOT pg_visible_in_snapshot(xid, $2::pg_snapshot)
  LIMIT $3`;

const tickScopes = `
  SELECT DISTINCT scope FROM change_feed
  WHERE scope = ANY($1::uuid[]) AND xid >= pg_snapshot_xmin($2::pg_snapshot)
    AND NOT pg_visible_in_snapshot(xid, $2::pg_snapshot)`;

/** The change feed in PostgreSQL, read as balcao_app under row-level security (SPEC.md, "Change feed"). */
export function postgresFeed(connection: Connection): Feed {
  return {
    within: (organizationId, work) =>
      inTenant(connection, organizationId, async ({ client }) => work(await feedState(client)), { mode: "snapshot" }),
    tick: (scopes, since, limit, work) =>
      inSnapshot(connection, async (client) => work(await tickState(client, scopes, since, limit))),
    beginning: async () => {
      const { rows } = await connection.pool.query<{ epoch: string; now: string }>(
        "SELECT epoch, pg_current_snapshot()::text AS now FROM sync_epoch",
      );
      const [row] = rows;
      if (row === undefined) throw new Error(notMigrated);
      return row;
    },
  };
}

async function currentSnapshot(client: pg.PoolClient): Promise<TransactionSnapshot> {
  const { rows } = await client.query<{ now: string }>("SELECT pg_current_snapshot()::text AS now");
  return rows[0]?.now ?? "";
}

async function feedState(client: pg.PoolClient): Promise<FeedState> {
  const { rows: states } = await client.query<{ now: string; purgedBefore: string }>({
    name: "feed-state",
    text: `SELECT pg_current_snapshot()::text AS now, purged_before::text AS "purgedBefore" FROM sync_epoch`,
  });
  const [state] = states;
  if (state === undefined) throw new Error(notMigrated);
  return {
    ...state,
    changes: async (from, target, after, limit) => {
      const found = await pageOfChanges(client, from, target, after, limit + 1);
      const page = found.slice(0, limit);
      const last = page.at(-1);
      const more = found.length > limit && last !== undefined;
      return {
        changes: await loadRows(client, page),
        next: more ? { scope: last.scope, xid: last.xid, table: last.table_name, rowId: last.row_id } : null,
      };
    },
    decided: async (deviceId) => {
      const { rows } = await client.query<{ decided: string }>("SELECT decided::text FROM device WHERE id = $1", [
        deviceId,
      ]);
      return fromMultirange(rows[0]?.decided ?? "");
    },
    checksums: (scopes) => checksumsOf(client, scopes),
  };
}

/** Walks the scopes in order of their ids; a page may end in one and go on in the next. */
async function pageOfChanges(
  client: pg.PoolClient,
  from: ReadonlyMap<ScopeId, TransactionSnapshot>,
  target: TransactionSnapshot,
  after: PageEnd | null,
  limit: number,
): Promise<FeedRow[]> {
  const found: FeedRow[] = [];
  for (const scope of [...from.keys()].toSorted()) {
    if (after !== null && scope < after.scope) continue;
    const start = after?.scope === scope ? after : null;
    const { rows } = await client.query<FeedRow>({
      name: "scope-changes",
      text: scopeChanges,
      values: [
        scope,
        from.get(scope),
        target,
        start?.xid ?? null,
        start?.table ?? null,
        start?.rowId ?? null,
        limit - found.length,
      ],
    });
    found.push(...rows);
    if (found.length >= limit) break;
  }
  return found;
}

async function tickState(
  client: pg.PoolClient,
  scopes: readonly ScopeId[],
  since: TransactionSnapshot,
  limit: number,
): Promise<TickState> {
  const now = await currentSnapshot(client);
  const { rows } = await client.query<FeedRow>({
    name: "tick-changes",
    text: tickChanges,
    values: [scopes, since, limit + 1],
  });
  const tooMany = rows.length > limit;
  const changed = tooMany ? await client.query<{ scope: string }>(tickScopes, [scopes, since]) : { rows };
  return {
    now,
    changedScopes: [...new Set(changed.rows.map((row) => row.scope))],
    changes: tooMany
      ? null
      : rows.map((row) => ({
          scope: row.scope,
          table: row.table_name,
          rowId: row.row_id,
          deleted: row.deleted,
          xid: row.xid,
        })),
    load: (scope, changes) => loadScope(client, scope, changes),
  };
}

async function loadScope(client: pg.PoolClient, scope: KnownScope, changes: readonly TickChange[]) {
  await client.query("SELECT set_config('app.organization_id', $1, true)", [scope.organizationId]);
  const rows = changes.map((change) => ({
    scope: scope.id,
    table_name: change.table,
    row_id: change.rowId,
    deleted: change.deleted,
    xid: change.xid,
  }));
  const devices = await client.query<{ id: string; decided: string }>(
    "SELECT id, decided::text FROM device WHERE store_id = $1 AND last_sequence > 0",
    [scope.id],
  );
  const checksums = await checksumsOf(client, [scope.id]);
  return {
    changes: await loadRows(client, rows),
    checksum: checksums[scope.id] ?? noRows,
    decided: Object.fromEntries(devices.rows.map((row) => [row.id, fromMultirange(row.decided)])),
  };
}

const noRows: Checksum = { rows: 0, sum: 0 };

/** What the rows of scopes come to in the transaction's state. */
export async function checksumsOf(
  client: pg.PoolClient,
  scopes: readonly ScopeId[],
): Promise<Readonly<Record<ScopeId, Checksum>>> {
  const { rows } = await client.query<{ scope: string; rows: string; sum: string }>({
    name: "scope-checksums",
    text: "SELECT scope, sum(rows) AS rows, sum(sum) AS sum FROM scope_sum WHERE scope = ANY($1::uuid[]) GROUP BY scope",
    values: [scopes],
  });
  const known = rows.map((row) => [row.scope, { rows: Number(row.rows), sum: Number(row.sum) }] as const);
  return Object.fromEntries([...scopes.map((scope) => [scope, noRows] as const), ...known]);
}

/** Fills changes with the rows' JSON, one statement per table and scope; a row that is gone reads as a delete. */
async function loadRows(client: pg.PoolClient, feed: readonly FeedRow[]): Promise<FeedChange[]> {
  const wanted = Map.groupBy(
    feed.filter((row) => !row.deleted),
    (row) => `${row.scope} ${row.table_name}`,
  );
  const texts = new Map<string, string>();
  for (const [key, rows] of wanted) {
    const [scope = "", table = ""] = key.split(" ");
    const found = await client.query<{ row_id: string; row: string }>({
      name: `row-${table}`,
      text: rowStatements[syncedTableName(table)],
      values: [rows.map((row) => row.row_id), scope],
    });
    for (const row of found.rows) texts.set(`${key} ${row.row_id}`, row.row);
  }
  return feed.map((row) => ({
    table: row.table_name,
    rowId: row.row_id,
    json: texts.get(`${row.scope} ${row.table_name} ${row.row_id}`) ?? null,
    xid: row.xid,
  }));
}

function syncedTableName(table: string): SyncedTableName {
  if (Object.hasOwn(syncedTables, table)) return table as SyncedTableName;
  throw new Error(`The change feed names a table that is not synced: ${table}`);
}
