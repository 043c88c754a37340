import type { TenantTransaction } from "@balcao/db/connect";
import { chainFault, deviceChain, deviceKey } from "@balcao/db/sync/chain.table";
import type { ReadChainArguments } from "@balcao/shared/identity/contract";
import { asc, desc, eq, sql } from "drizzle-orm";

/** Faults that are shown; older ones stay in the table. Those that nobody has dealt with come first. */
const shown = 100;

/** The sequences that a gap misses, as closed intervals. */
const missing = sql<readonly (readonly [from: number, until: number])[]>`coalesce(
  (SELECT json_agg(json_build_array(lower(part), upper(part) - 1)) FROM unnest(${chainFault.missing}) part), '[]')`;

/** Since when a device signs its commands, how far its chain goes, and what is wrong with it, newest first. */
export async function readChain({ db }: TenantTransaction, { deviceId }: ReadChainArguments) {
  const keys = await db
    .select({ registeredAt: deviceKey.registeredAt })
    .from(deviceKey)
    .where(eq(deviceKey.deviceId, deviceId))
    .orderBy(asc(deviceKey.registeredAt));
  const [head] = await db
    .select({ sequence: deviceChain.headSequence, at: deviceChain.headAt })
    .from(deviceChain)
    .where(eq(deviceChain.deviceId, deviceId));
  const faults = await db
    .select({
      id: chainFault.id,
      kind: chainFault.kind,
      sequence: chainFault.sequence,
      missing,
      foundAt: chainFault.foundAt,
      healedAt: chainFault.healedAt,
      seenAt: chainFault.seenAt,
    })
    .from(chainFault)
    .where(eq(chainFault.deviceId, deviceId))
    .orderBy(
      sql`(${chainFault.healedAt} IS NULL AND ${chainFault.seenAt} IS NULL) DESC`,
      desc(chainFault.foundAt),
      desc(chainFault.id),
    )
    .limit(shown);
  return {
    signedSince: keys[0]?.registeredAt ?? null,
    keyChangedAt: keys.length > 1 ? (keys.at(-1)?.registeredAt ?? null) : null,
    lastSequence: head?.sequence ?? null,
    lastAt: head?.at ?? null,
    faults,
  };
}
