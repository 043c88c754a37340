import path from "node:path";
import type { Connection } from "@balcao/db/connect";
import { schemaVersion } from "@balcao/shared/sync/tables";
import { Hub } from "@balcao/sync/server/hub";
import type { Feed } from "@balcao/sync/server/ports";
import { SnapshotService } from "@balcao/sync/server/snapshots";
import { Watermarks } from "@balcao/sync/server/watermarks";
import type { Logger } from "pino";
import type { CommitSignal } from "../kernel/commit-signal.ts";
import { type DiskArchive, diskArchive } from "./disk-archive.ts";
import { startFeedMaintenance } from "./feed-maintenance.ts";
import { startNodeWake } from "./node-wake.ts";
import { postgresFeed } from "./postgres-feed.ts";
import { postgresSnapshots } from "./postgres-snapshots.ts";

/** What one node knows and does about the change feed. */
export interface Realtime {
  readonly epoch: string;
  readonly feed: Feed;
  readonly hub: Hub;
  readonly watermarks: Watermarks;
  readonly snapshots: SnapshotService;
  readonly archive: DiskArchive;
  /** Follows no longer; resolves when the database is not asked any more. */
  readonly stop: () => Promise<void>;
}

export interface RealtimeOptions {
  readonly connection: Connection;
  readonly commits: CommitSignal;
  readonly log: Logger;
  /** Where snapshot chunks are kept. */
  readonly folder: string;
  /** Drops what is known of a device, when it is found revoked or enrolled anew. */
  readonly forgetDevice: (deviceId: string) => void;
  /** How often the feed is looked at without a word from anybody, in milliseconds. */
  readonly lookEvery?: number | undefined;
  readonly onTick?: (facts: { readonly milliseconds: number }) => void;
}

/** How often rows written by others (psql, a node that could not be heard) and tablets that left are looked for. */
const usualLook = 1_000;

/** Starts to follow the change feed: at once after a commit of any node, and once a second whatever happens. */
export async function startRealtime(options: RealtimeOptions): Promise<Realtime> {
  const { connection, log } = options;
  const feed = postgresFeed(connection);
  const { epoch, now } = await feed.beginning();
  const watermarks = new Watermarks(now);
  const hub = new Hub(feed, watermarks, {
    onError: (error) => log.error({ err: error }, "the change feed could not be read; trying again"),
    ...(options.onTick === undefined ? {} : { onTick: options.onTick }),
  });
  const archive = diskArchive(path.join(options.folder, "snapshots"));
  const snapshots = new SnapshotService(postgresSnapshots(connection), archive, { epoch, schema: schemaVersion });
  const stopMaintenance = startFeedMaintenance(connection, log);
  const nodes = startNodeWake(connection, log, () => void hub.wake());
  const unfollow = options.commits.onCommit(() => {
    nodes.tell();
    void hub.wake();
  });
  const departures = departureWatch(options, hub);
  let looking: Promise<void> | null = null;
  const look = async () => {
    try {
      await hub.wake();
      await departures();
    } catch (error) {
      log.error({ err: error }, "the regular look at the database failed; trying again");
    }
  };
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = null;
    });
  }, options.lookEvery ?? usualLook);
  return {
    epoch,
    feed,
    hub,
    watermarks,
    snapshots,
    archive,
    stop: async () => {
      clearInterval(timer);
      unfollow();
      await nodes.stop();
      await Promise.all([looking, hub.idle(), stopMaintenance()]);
    },
  };
}

/** A device that was enrolled, and the hash of its token in hex. */
interface Enrolled {
  readonly id: string;
  readonly credential: string;
}

/**
 * Finds devices that were revoked, or whose place another browser took, since the last look that succeeded, by whichever
 * node or hand, and closes the sockets of those who hold them no more.
 */
function departureWatch({ connection, forgetDevice }: RealtimeOptions, hub: Hub): () => Promise<void> {
  // Clocks of nodes and transactions overlap a little; expelling a device twice does nothing.
  const overlap = "10 seconds";
  let last: string | null = null;
  return async () => {
    const { rows } = await connection.pool.query<{ now: string; revoked: string[]; enrolled: Enrolled[] }>(
      `SELECT now()::text AS now,
         ARRAY(SELECT id::text FROM devices_revoked_since(since)) AS revoked,
         (SELECT coalesce(json_agg(json_build_object('id', id, 'credential', encode(token_hash, 'hex'))), '[]')
          FROM devices_enrolled_since(since)) AS enrolled
       FROM (SELECT coalesce($1::timestamptz, now()) - interval '${overlap}' AS since) AS asked`,
      [last],
    );
    const [found] = rows;
    for (const id of found?.revoked ?? []) {
      forgetDevice(id);
      hub.expel(id, "DEVICE_REVOKED");
    }
    for (const { id, credential } of found?.enrolled ?? []) {
      forgetDevice(id);
      hub.expel(id, "DEVICE_NOT_ENROLLED", credential);
    }
    last = found?.now ?? last;
  };
}
