import type pg from "pg";

/** One line of the feed, `table row deleted?`, without its position. */
export interface FeedRow {
  readonly table: string;
  readonly row: string;
  readonly deleted: boolean;
  readonly xid: string;
}

/** The feed of one scope, ordered by table and row. */
export async function readFeed(client: pg.ClientBase, scope: string): Promise<FeedRow[]> {
  const { rows } = await client.query<FeedRow>(
    `SELECT table_name AS table, row_id AS row, deleted, xid::text AS xid FROM change_feed
     WHERE scope = $1 ORDER BY table_name, row_id`,
    [scope],
  );
  return rows;
}

/** The same, as `table` or `table gone`, for rows that `row` names. */
export async function feedOf(client: pg.ClientBase, scope: string, row: string): Promise<string[]> {
  const feed = await readFeed(client, scope);
  return feed.filter((entry) => entry.row === row).map(({ table, deleted }) => (deleted ? `${table} gone` : table));
}
