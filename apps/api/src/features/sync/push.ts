import { inTenant, type TenantTransaction } from "@balcao/db/connect";
import { commandReceipt } from "@balcao/db/sync/sync.table";
import type { Role } from "@balcao/shared/identity/permissions";
import { refuse } from "@balcao/shared/kernel/result";
import type { Command, CommandResult, PushAnswer } from "@balcao/sync/protocol";
import { type Arrived, decideBatch, type PushTransaction, type Receipt } from "@balcao/sync/server/push";
import type { AnyRouter } from "@trpc/server";
import { inArray, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { auditEntry } from "@balcao/db/operations/audit-entry.table";
import type { RequestContext } from "../../kernel/context.ts";
import { toTrpcError } from "../../kernel/error-map.ts";
import type { Device, Operator } from "../../kernel/principal.ts";
import { readCommand } from "./command-shape.ts";
import { runCommand } from "./run-command.ts";

const attempts = 4;

/**
 * Decides the commands of a device in one transaction and answers each (SPEC.md, "Push"). Repeats when PostgreSQL
 * rolled it back for its own reasons; the answer leaves after the commit.
 */
export async function push(
  commands: AnyRouter,
  ctx: RequestContext,
  device: Device,
  values: readonly unknown[],
): Promise<PushAnswer> {
  const arrived = values.map(readCommand);
  for (let attempt = 1; ; attempt += 1) {
    try {
      const results = await inTenant(ctx.connection, device.organizationId, (tx) => decideIn(tx, commands, ctx, device, arrived));
      ctx.committed();
      return { results, timestamp: new Date().toISOString() };
    } catch (error) {
      if (attempt === attempts || !isRolledBack(error)) throw error;
    }
  }
}

function isRolledBack(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "40001" || error.code === "40P01");
}

async function decideIn(
  tx: TenantTransaction,
  commands: AnyRouter,
  ctx: RequestContext,
  device: Device,
  arrived: readonly Arrived[],
): Promise<CommandResult[]> {
  await enter(tx, device);
  const operators = await operatorsOf(tx, device, arrived);
  const transaction: PushTransaction = {
    receipts: (ids) => findReceipts(tx, ids),
    run: (command) =>
      runCommand(commands, ctx, command, {
        tx,
        operator: operators(command.operatorId),
        commandId: command.id,
        sequence: command.sequence,
        deviceTime: new Date(command.deviceTime),
      }),
    save: (receipts) => saveReceipts(tx, device, receipts),
    decided: async (sequence) => {
      await tx.client.query("UPDATE device SET last_sequence = greatest(last_sequence, $2) WHERE id = $1", [device.deviceId, sequence]);
    },
    report: (command) => reportReuse(tx, ctx, device, command),
  };
  return decideBatch(transaction, device.deviceId, arrived);
}

/**
 * Takes the store's lock, so that two tablets of one store never wait for each other's stock rows crosswise, and checks
 * under it that the device may still write.
 */
async function enter(tx: TenantTransaction, device: Device): Promise<void> {
  await tx.client.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [device.storeId]);
  const { rows } = await tx.client.query<{ revoked: boolean }>(
    "SELECT revoked_at IS NOT NULL AS revoked FROM device WHERE id = $1 AND store_id = $2 FOR NO KEY UPDATE",
    [device.deviceId, device.storeId],
  );
  const [row] = rows;
  if (row === undefined) throw toTrpcError(refuse("DEVICE_NOT_ENROLLED"));
  if (row.revoked) throw toTrpcError(refuse("DEVICE_REVOKED"));
}

async function operatorsOf(tx: TenantTransaction, device: Device, arrived: readonly Arrived[]) {
  const ids = [...new Set(arrived.flatMap((one) => (one.ok ? [one.command.operatorId] : [])))];
  const { rows } = await tx.client.query<{ id: string; role: Role }>(
    "SELECT id, role FROM operator WHERE id = ANY($1::uuid[]) AND active AND $2 = ANY(store_ids)",
    [ids, device.storeId],
  );
  const roles = new Map(rows.map((row) => [row.id, row.role]));
  return (operatorId: string): Operator => ({ ...device, kind: "operator", operatorId, role: roles.get(operatorId) ?? null });
}

async function findReceipts(tx: TenantTransaction, ids: readonly string[]) {
  if (ids.length === 0) return new Map();
  const rows = await tx.db
    .select({ id: commandReceipt.id, bodyHash: commandReceipt.bodyHash, result: commandReceipt.result })
    .from(commandReceipt)
    .where(inArray(commandReceipt.id, [...ids]));
  return new Map(rows.map((row) => [row.id, { bodyHash: row.bodyHash, result: row.result as CommandResult }]));
}

async function saveReceipts(tx: TenantTransaction, device: Device, receipts: readonly Receipt[]): Promise<void> {
  await tx.db.insert(commandReceipt).values(
    receipts.map(({ command, bodyHash, result }) => ({
      id: command.id,
      organizationId: device.organizationId,
      deviceId: device.deviceId,
      operatorId: command.operatorId,
      sequence: command.sequence,
      name: command.name,
      bodyHash,
      outcome: result.outcome === "later" ? ("rejected" as const) : result.outcome,
      code: result.outcome === "rejected" ? (result.code as never) : null,
      result,
      xid: sql`pg_current_xact_id()`,
      deviceTime: new Date(command.deviceTime),
    })),
  );
}

/** A used id with other content is somebody's mistake or forgery: it is refused, and it is on record. */
async function reportReuse(tx: TenantTransaction, ctx: RequestContext, device: Device, command: Command): Promise<void> {
  ctx.log.warn({ commandId: command.id, deviceId: device.deviceId }, "a command id came again with other content");
  await tx.db.insert(auditEntry).values({
    id: uuidv7(),
    organizationId: device.organizationId,
    storeId: device.storeId,
    actorKind: "device",
    actorId: device.deviceId,
    deviceId: device.deviceId,
    commandId: command.id,
    correlationId: ctx.correlationId,
    action: "sync.push",
    details: { refused: "COMMAND_ID_REUSED", name: command.name },
  });
}
