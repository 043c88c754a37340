import type { TenantTransaction } from "@balcao/db/connect";
import type { OpenedRescue } from "./open-rescue.ts";

/** A tablet whose commands are in a rescue file. */
export interface RescuedDevice {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  /** Where it did them. */
  readonly storeId: string;
  readonly storeName: string;
  /** Where it is enrolled now. */
  readonly enrolledIn: string;
  readonly revoked: boolean;
}

/**
 * Finds the tablets of a file in the transaction's organization, enrolled or revoked; others are not in the answer. The one
 * that wrote the file was in the store that its head names: it may have been enrolled in another one since, which sold
 * nothing of this.
 */
export async function readRescuedDevices(
  tx: TenantTransaction,
  { head, entries }: OpenedRescue,
): Promise<ReadonlyMap<string, RescuedDevice>> {
  const named = entries.flatMap(({ arrived }) => (arrived.ok ? [arrived.command.deviceId] : []));
  const { rows } = await tx.client.query<RescuedDevice>(
    `SELECT d.id, d.code, d.name, s.id AS "storeId", s.name AS "storeName", d.store_id AS "enrolledIn",
       d.revoked_at IS NOT NULL AS revoked
     FROM device d JOIN store s ON s.id = CASE WHEN d.id = $2 THEN $3 ELSE d.store_id END WHERE d.id = ANY($1::uuid[])`,
    [[...new Set([head.deviceId, ...named])], head.deviceId, head.storeId],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
