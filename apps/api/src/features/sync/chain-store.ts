import type { TenantTransaction } from "@balcao/db/connect";
import { deviceKey } from "@balcao/db/sync/chain.table";
import type { PublicKey, Sealed } from "@balcao/sync/chain";
import { askedOf, type ChainNews, type Fault, type KnownChain, type Link } from "@balcao/sync/server/check-chain";
import { sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { auditWriter } from "../../kernel/audit.ts";
import type { Device } from "../../kernel/principal.ts";
import type { WriteBatch } from "../../kernel/write-batch.ts";
import { fromMultirange, toMultirange } from "../../realtime/decided-column.ts";
import { withDecided } from "@balcao/sync/decided";

interface Row {
  readonly decided: string;
  readonly arrived: string | null;
  readonly keys:
    | readonly { readonly id: string; readonly public_key: PublicKey; readonly since: number | null }[]
    | null;
  readonly links:
    | readonly {
        readonly hash: string;
        readonly previous_hash: string;
        readonly command_id: string;
        readonly sequence: number;
        readonly key_id: string;
      }[]
    | null;
  readonly places: readonly { readonly sequence: number; readonly ids: readonly string[] }[] | null;
  readonly gaps:
    | readonly {
        readonly id: string;
        readonly command_id: string;
        readonly sequence: number;
        readonly missing_hash: string | null;
        readonly missing: string | null;
      }[]
    | null;
}

const readSql = `
  SELECT device.decided, chain.arrived,
    (SELECT json_agg(key) FROM device_key key WHERE key.device_id = device.id) AS keys,
    (SELECT json_agg(link) FROM command_link link WHERE link.device_id = device.id
       AND (link.hash = ANY($2::bytea[]) OR link.previous_hash = ANY($2::bytea[]) OR link.sequence = ANY($3::bigint[]))) AS links,
    (SELECT json_agg(place) FROM (SELECT sequence, array_agg(id) AS ids FROM command_receipt
       WHERE device_id = device.id AND sequence = ANY($3::bigint[]) GROUP BY sequence) place) AS places,
    (SELECT json_agg(fault) FROM chain_fault fault
       WHERE fault.device_id = device.id AND fault.kind = 'gap' AND fault.healed_at IS NULL) AS gaps
  FROM device LEFT JOIN device_chain chain ON chain.device_id = device.id
  WHERE device.id = $1`;

/** What a device's chain is before a push, in one statement. */
export async function readChain(
  tx: TenantTransaction,
  deviceId: string,
  commands: readonly Sealed[],
): Promise<KnownChain> {
  const { hashes, sequences } = askedOf(commands);
  const { rows } = await tx.client.query<Row>(readSql, [deviceId, hashes.map(toBytes), sequences]);
  const [row] = rows;
  return {
    keys: new Map(row?.keys?.map(({ id, public_key, since }) => [id, { publicKey: public_key, since }])),
    links:
      row?.links?.map((link) => ({
        hash: fromHex(link.hash),
        previousHash: fromHex(link.previous_hash),
        commandId: link.command_id,
        sequence: link.sequence,
        keyId: link.key_id,
      })) ?? [],
    arrived: fromMultirange(row?.arrived ?? ""),
    decided: fromMultirange(row?.decided ?? ""),
    places: new Map(row?.places?.map(({ sequence, ids }) => [sequence, ids])),
    gaps:
      row?.gaps?.map(({ id, command_id, sequence, missing_hash, missing }) => ({
        id,
        commandId: command_id,
        sequence,
        hash: missing_hash === null ? null : fromHex(missing_hash),
        sequences: fromMultirange(missing ?? ""),
      })) ?? [],
  };
}

/** Writes what a push added to its device's chain: one statement for honest commands, more for what is rare. */
export async function writeChain(
  tx: TenantTransaction,
  device: Device,
  news: ChainNews,
  later: WriteBatch,
  correlationId: string,
): Promise<void> {
  if (news.keys.size > 0) await saveKeys(tx, device, news, later, correlationId);
  if (news.arrived.length > 0) await saveLinks(tx, device, news.links, news.arrived);
  if (news.faults.length > 0) await saveFaults(tx, device, news.faults);
  if (news.healed.length > 0) {
    await tx.client.query("UPDATE chain_fault SET healed_at = now() WHERE id = ANY($1::uuid[])", [news.healed]);
  }
}

async function saveKeys(
  tx: TenantTransaction,
  { organizationId, deviceId, storeId }: Device,
  { keys }: ChainNews,
  later: WriteBatch,
  correlationId: string,
): Promise<void> {
  const rows = [...keys].map(([id, { publicKey, since }]) => ({ organizationId, deviceId, id, publicKey, since }));
  await tx.db
    .insert(deviceKey)
    .values(rows)
    .onConflictDoUpdate({ target: [deviceKey.deviceId, deviceKey.id], set: { since: sql`excluded.since` } });
  for (const [keyId, { since }] of keys) {
    later.add(auditWriter, {
      id: uuidv7(),
      organizationId,
      storeId,
      actorKind: "device",
      actorId: deviceId,
      deviceId,
      commandId: null,
      correlationId,
      action: "sync.push",
      entityId: deviceId,
      details: { key: keyId, since },
    });
  }
}

const saveSql = `
  WITH linked AS (
    INSERT INTO command_link (organization_id, device_id, hash, previous_hash, command_id, sequence, key_id)
    SELECT $1, $2, * FROM unnest($3::bytea[], $4::bytea[], $5::uuid[], $6::bigint[], $7::text[])
    ON CONFLICT DO NOTHING
  )
  INSERT INTO device_chain AS chain (organization_id, device_id, arrived, head_hash, head_sequence, head_at)
  VALUES ($1, $2, $8, $9, $10, CASE WHEN $9::bytea IS NOT NULL THEN now() END)
  ON CONFLICT (device_id) DO UPDATE SET
    arrived = chain.arrived + excluded.arrived,
    head_hash = coalesce(excluded.head_hash, chain.head_hash),
    head_sequence = coalesce(excluded.head_sequence, chain.head_sequence),
    head_at = coalesce(excluded.head_at, chain.head_at)`;

async function saveLinks(
  tx: TenantTransaction,
  { organizationId, deviceId }: Device,
  links: readonly Link[],
  arrived: readonly number[],
): Promise<void> {
  const head = links.at(-1);
  await tx.client.query(saveSql, [
    organizationId,
    deviceId,
    links.map(({ hash }) => toBytes(hash)),
    links.map(({ previousHash }) => toBytes(previousHash)),
    links.map(({ commandId }) => commandId),
    links.map(({ sequence }) => sequence),
    links.map(({ keyId }) => keyId),
    toMultirange(withDecided([], arrived)),
    head === undefined ? null : toBytes(head.hash),
    head?.sequence ?? null,
  ]);
}

/** A command that is sent again has the fault it had. */
async function saveFaults(
  tx: TenantTransaction,
  { organizationId, deviceId }: Device,
  faults: readonly Fault[],
): Promise<void> {
  for (const { kind, commandId, sequence, missing } of faults) {
    await tx.client.query(
      `INSERT INTO chain_fault (id, organization_id, device_id, kind, command_id, sequence, missing_hash, missing)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (device_id, kind, command_id) DO NOTHING`,
      [
        uuidv7(),
        organizationId,
        deviceId,
        kind,
        commandId,
        sequence,
        missing?.hash == null ? null : toBytes(missing.hash),
        missing === null ? null : toMultirange(missing.sequences),
      ],
    );
  }
}

function toBytes(hash: string): Buffer {
  return Buffer.from(hash, "base64url");
}

/** PostgreSQL writes bytes in JSON as `\x` and hexadecimal digits. */
function fromHex(text: string): string {
  return Buffer.from(text.slice(2), "hex").toString("base64url");
}
