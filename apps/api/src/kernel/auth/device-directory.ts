import { type Connection, inTenant } from "@balcao/db/connect";
import { device } from "@balcao/db/identity/device.table";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { eq, sql } from "drizzle-orm";
import type { Logger } from "pino";
import { createCache } from "../cache.ts";
import type { Device } from "../principal.ts";
import { tokenHashOf } from "./device-token.ts";

/** Who the enrolled tablets are, by the cookie they send. */
export interface DeviceDirectory {
  /** The tablet of a request; refused as DEVICE_NOT_ENROLLED or DEVICE_REVOKED. */
  readonly resolve: (headers: Headers) => Promise<Result<Device>>;
  /** Asks the database again about a device, because it was revoked, moved or enrolled anew. */
  readonly forget: (deviceId: string) => void;
}

interface Known {
  readonly deviceId: string | null;
  readonly answer: Result<Device>;
}

const seenEvery = 60_000;

/** Looks devices up by token, with a cache: what another node made of one is felt within its 30 seconds. */
export function createDeviceDirectory(connection: Connection, log: Logger): DeviceDirectory {
  const known = createCache<Known>({ capacity: 5000, ttl: 30_000 });
  // What is refused has a small cache of its own: guessed tokens cannot push real tablets out, and a tablet that is welcome
  // again is let in soon.
  const refused = createCache<Known>({ capacity: 500, ttl: 5000 });
  const seen = createCache<true>({ capacity: 5000, ttl: seenEvery });

  const noteSeen = (found: Device) => {
    if (seen.get(found.deviceId) === true) return;
    seen.set(found.deviceId, true);
    markSeen(connection, found).catch((error: unknown) => log.warn({ err: error }, "device was not marked as seen"));
  };

  return {
    async resolve(headers) {
      const hash = tokenHashOf(headers);
      if (hash === null) return refuse("DEVICE_NOT_ENROLLED");
      const key = hash.toString("base64url");
      const cached = known.get(key) ?? refused.get(key);
      const current = cached ?? (await findByToken(connection, hash));
      if (cached === undefined) (current.answer.ok ? known : refused).set(key, current);
      if (current.answer.ok) noteSeen(current.answer.value);
      return current.answer;
    },
    forget(deviceId) {
      known.deleteWhere((entry) => entry.deviceId === deviceId);
      refused.deleteWhere(() => true);
    },
  };
}

interface TokenRow {
  readonly id: string;
  readonly organization_id: string;
  readonly store_id: string;
  readonly code: string;
  readonly revoked_at: Date | null;
}

async function findByToken(connection: Connection, hash: Buffer): Promise<Known> {
  const { rows } = await connection.pool.query<TokenRow>("SELECT * FROM device_by_token($1)", [hash]);
  const [row] = rows;
  if (row === undefined) return { deviceId: null, answer: refuse("DEVICE_NOT_ENROLLED") };
  if (row.revoked_at !== null) return { deviceId: row.id, answer: refuse("DEVICE_REVOKED") };
  return {
    deviceId: row.id,
    answer: ok({
      kind: "device",
      deviceId: row.id,
      deviceCode: row.code,
      organizationId: row.organization_id,
      storeId: row.store_id,
    }),
  };
}

async function markSeen(connection: Connection, found: Device): Promise<void> {
  await inTenant(connection, found.organizationId, async ({ db }) => {
    await db
      .update(device)
      .set({ lastSeenAt: sql`now()` })
      .where(eq(device.id, found.deviceId));
  });
}
