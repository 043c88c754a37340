import type { Connection } from "@balcao/db/connect";
import type { Logger } from "pino";
import { checkScopeSums } from "./check-scope-sums.ts";

export interface Retention {
  /** How long a device may be away and still catch up by a delta. */
  readonly tombstoneDays: number;
  /** How long sales and closed cash sessions stay on the devices of their store. */
  readonly deviceDays: number;
}

export const defaultRetention: Retention = { tombstoneDays: 90, deviceDays: 35 };

const everyHour = 60 * 60 * 1000;
/** The sums of scopes are compared with the whole feed once in so many turns. */
const checkEvery = 24;
/** Finished transactions leave a row each in a scope's sum; beyond so many they are made one. */
const sumRows = 50;
/** Any constant will do; it only has to be the same on every node. */
const maintenanceLock = 7_246_004;

/** Keeps the change feed as large as the data: now and then, on one node at a time. The answer stops it and waits for it. */
export function startFeedMaintenance(
  connection: Connection,
  log: Logger,
  retention: Retention = defaultRetention,
): () => Promise<void> {
  let turn = 0;
  const tend = async () => {
    turn += 1;
    const done = await maintainFeed(connection, retention);
    log.debug(done, "the change feed was tended");
    if (done === null || turn % checkEvery !== 0) return;
    const wrong = await checkScopeSums(connection, false);
    if (wrong.length > 0) log.error({ wrong }, "sums of scopes are not those of the feed: `pnpm balcao sync check`");
  };
  const run = () =>
    tend().catch((error: unknown) =>
      log.error({ err: error }, "the change feed could not be tended; trying again in an hour"),
    );
  let running = run();
  const timer = setInterval(() => {
    running = run();
  }, everyHour);
  return () => {
    clearInterval(timer);
    return running;
  };
}

/**
 * Notes which transactions are visible now, takes old sales off the devices, drops old tombstones, makes sums short. Returns
 * how many rows each concerned; null when another node is at it.
 */
export async function maintainFeed(
  connection: Connection,
  { tombstoneDays, deviceDays }: Retention,
): Promise<{ readonly retired: number; readonly purged: number; readonly folded: number } | null> {
  const client = await connection.pool.connect();
  try {
    await client.query("BEGIN");
    const { rows: locked } = await client.query<{ mine: boolean }>("SELECT pg_try_advisory_xact_lock($1) AS mine", [
      maintenanceLock,
    ]);
    if (locked[0]?.mine !== true) {
      await client.query("ROLLBACK");
      return null;
    }
    await client.query("SELECT feed_note()");
    const { rows } = await client.query<{ retired: string; purged: string; folded: string }>(
      `SELECT feed_retire(make_interval(days => $1)) AS retired, feed_purge(make_interval(days => $2)) AS purged,
         scope_sum_fold($3) AS folded`,
      [deviceDays, tombstoneDays, sumRows],
    );
    await client.query("COMMIT");
    const [done] = rows;
    return { retired: Number(done?.retired), purged: Number(done?.purged), folded: Number(done?.folded) };
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
