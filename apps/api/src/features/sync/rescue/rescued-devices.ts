import type { TenantTransaction } from "@balcao/db/connect";

/** A tablet whose commands are in a rescue file, as the server knows it now. */
export interface RescuedDevice {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly storeId: string;
  readonly storeName: string;
  readonly revoked: boolean;
}

/** Finds devices of the transaction's organization, enrolled or revoked; others are not in the answer. */
export async function readRescuedDevices(
  tx: TenantTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RescuedDevice>> {
  const { rows } = await tx.client.query<RescuedDevice>(
    `SELECT d.id, d.code, d.name, d.store_id AS "storeId", s.name AS "storeName", d.revoked_at IS NOT NULL AS revoked
     FROM device d JOIN store s ON s.id = d.store_id WHERE d.id = ANY($1::uuid[])`,
    [[...new Set(ids)]],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
