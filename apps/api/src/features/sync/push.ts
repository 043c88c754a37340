import { inSavepoint, inTenant, type TenantTransaction } from "@balcao/db/connect";
import { commandReceipt } from "@balcao/db/sync/sync.table";
import type { Role } from "@balcao/shared/identity/permissions";
import { refuse } from "@balcao/shared/kernel/result";
import type { Command, CommandResult, PushAnswer } from "@balcao/sync/protocol";
import type { OfferedKey, Sealed } from "@balcao/sync/chain";
import { checkChain, faultsOfFile } from "@balcao/sync/server/check-chain";
import { withDecided } from "@balcao/sync/decided";
import { type Arrived, decideBatch, type PushTransaction, type Receipt } from "@balcao/sync/server/push";
import type { AnyRouter } from "@trpc/server";
import { inArray, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { auditWriter } from "../../kernel/audit.ts";
import type { RequestContext } from "../../kernel/context.ts";
import { toTrpcError } from "../../kernel/error-map.ts";
import type { Device, Operator } from "../../kernel/principal.ts";
import { createTurns } from "../../kernel/turns.ts";
import type { ReadAhead } from "../../kernel/read-ahead.ts";
import { WriteBatch } from "../../kernel/write-batch.ts";
import { toMultirange } from "../../realtime/decided-column.ts";
import { lockStore } from "../stock/public.ts";
import { readChain, writeChain } from "./chain-store.ts";
import { readCommand } from "./command-shape.ts";
import { readAhead } from "./read-ahead.ts";
import { runCommand } from "./run-command.ts";
import { readSealed } from "./seal-shape.ts";
import { verifySignature } from "./verify-signature.ts";

const attempts = 4;

/** Pushes of a store wait for its lock anyway. Here they wait without a connection, which all stores share. */
const inTurn = createTurns();

/** What a device sends: values that should be commands, and the keys that sealed them. */
export interface Pushed {
  readonly commands: readonly unknown[];
  readonly keys: readonly OfferedKey[];
  /** The life of the database that what came before was sent in; null when that does not matter. */
  readonly sentIn: string | null;
}

/**
 * Who brings the commands of a device: itself, or somebody with its rescue file. That the device was revoked since is what
 * the file is for.
 */
export type Messenger = "device" | "rescue-file";

/** A command failed where its failure could not be undone by itself: the batch is decided again, with savepoints. */
class NeedsSavepoints extends Error {
  override readonly name = "NeedsSavepoints";
}

/**
 * Decides the commands of a device in one transaction and answers each (SPEC.md, "Push"). Repeats when PostgreSQL
 * rolled it back for its own reasons; the answer leaves after the commit.
 */
export async function push(
  commands: AnyRouter,
  ctx: RequestContext,
  device: Device,
  pushed: Pushed,
  by: Messenger = "device",
): Promise<PushAnswer> {
  const { epoch } = ctx.services.realtime;
  // It may have lost what these commands rest on; the device sends that first.
  if (pushed.sentIn !== null && pushed.sentIn !== epoch) throw toTrpcError(refuse("DATABASE_RESTORED", { epoch }));
  return inTurn(device.storeId, () => decide(commands, ctx, device, pushed, by));
}

async function decide(
  commands: AnyRouter,
  ctx: RequestContext,
  device: Device,
  pushed: Pushed,
  by: Messenger,
): Promise<PushAnswer> {
  const arrived = pushed.commands.map(readCommand);
  const sealed = readSealed(device.deviceId, pushed.commands);
  // Almost every batch is good through and through, and two statements per command are saved by hoping for it.
  let savepoints = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const batch = new Batch(commands, ctx, device, by, savepoints);
      const results = await inTenant(ctx.connection, device.organizationId, (tx) =>
        batch.decide(tx, arrived, sealed, pushed.keys),
      );
      ctx.committed();
      return { results, epoch: ctx.services.realtime.epoch, timestamp: new Date().toISOString() };
    } catch (error) {
      savepoints ||= error instanceof NeedsSavepoints;
      if (attempt === attempts || !(error instanceof NeedsSavepoints || isRolledBack(error))) throw error;
    }
  }
}

/** A conflict or deadlock, wherever it stands behind the errors of tRPC and Drizzle. */
function isRolledBack(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as { readonly code?: unknown };
  return code === "40001" || code === "40P01" || isRolledBack(error.cause);
}

/** One attempt to decide a batch. */
class Batch {
  readonly #commands: AnyRouter;
  readonly #ctx: RequestContext;
  readonly #device: Device;
  readonly #by: Messenger;
  readonly #savepoints: boolean;
  readonly #later = new WriteBatch();
  #ahead: ReadAhead | undefined;

  constructor(commands: AnyRouter, ctx: RequestContext, device: Device, by: Messenger, savepoints: boolean) {
    this.#commands = commands;
    this.#ctx = ctx;
    this.#device = device;
    this.#by = by;
    this.#savepoints = savepoints;
  }

  async decide(
    tx: TenantTransaction,
    arrived: readonly Arrived[],
    sealed: readonly Sealed[],
    keys: readonly OfferedKey[],
  ): Promise<CommandResult[]> {
    await enter(tx, this.#device, this.#by);
    const chain = await readChain(tx, this.#device.deviceId, sealed);
    const operators = await operatorsOf(tx, this.#device, arrived);
    // With savepoints each command writes before the next one reads: nothing can be known ahead.
    this.#ahead = this.#savepoints ? undefined : await readAhead(tx, this.#device, arrived);
    const transaction: PushTransaction = {
      receipts: (ids) => findReceipts(tx, ids),
      run: (command) => this.#run(tx, command, operators(command.operatorId)),
      save: (receipts) => saveReceipts(tx, this.#device, receipts),
      decided: async (sequences) => {
        await tx.client.query(
          `UPDATE device SET last_sequence = greatest(last_sequence, $2), decided = decided + $3::int8multirange WHERE id = $1`,
          [this.#device.deviceId, Math.max(...sequences), toMultirange(withDecided([], sequences))],
        );
      },
      report: (command) => this.#reportReuse(command),
    };
    const results = await decideBatch(transaction, this.#device.deviceId, arrived);
    const news = await checkChain(chain, verifySignature, sealed, keys, results);
    // Commands are sealed when they are first sent, so most of a file's are not; who brings it vouches, and is on record.
    const faults = this.#by === "device" ? news.faults : faultsOfFile(news.faults);
    await writeChain(tx, this.#device, { ...news, faults }, this.#later, this.#ctx.correlationId);
    await this.#flush(tx);
    return results;
  }

  async #run(tx: TenantTransaction, command: Command, operator: Operator): Promise<CommandResult> {
    let spoilt = false;
    const result = await runCommand(this.#commands, this.#ctx, command, {
      tx,
      operator,
      commandId: command.id,
      sequence: command.sequence,
      deviceTime: new Date(command.deviceTime),
      later: this.#later,
      ahead: this.#ahead,
      isolate: async (work) => {
        if (this.#savepoints) return this.#withSavepoint(tx, work);
        spoilt = true;
        const value = await work();
        spoilt = false;
        return value;
      },
    });
    if (spoilt) throw new NeedsSavepoints();
    return result;
  }

  /** Rows that cannot be written belong to some command: the batch is decided again, one by one. */
  async #flush(tx: TenantTransaction): Promise<void> {
    try {
      await this.#later.flush(tx);
    } catch (error) {
      if (this.#savepoints || isRolledBack(error)) throw error;
      throw new NeedsSavepoints("", { cause: error });
    }
  }

  /** With a savepoint each command writes its rows at once, so that what they violate is its own failure. */
  async #withSavepoint<T>(tx: TenantTransaction, work: () => Promise<T>): Promise<T> {
    // What is gathered by now is not the command's, and must not be forgotten with it.
    await this.#later.flush(tx);
    try {
      return await inSavepoint(tx, async () => {
        const value = await work();
        await this.#later.flush(tx);
        return value;
      });
    } catch (error) {
      this.#later.discard();
      throw error;
    }
  }

  /** A used id with other content is somebody's mistake or forgery: it is refused, and it is on record. */
  async #reportReuse(command: Command): Promise<void> {
    this.#ctx.log.warn(
      { commandId: command.id, deviceId: this.#device.deviceId },
      "a command id came again with other content",
    );
    this.#later.add(auditWriter, {
      id: uuidv7(),
      organizationId: this.#device.organizationId,
      storeId: this.#device.storeId,
      actorKind: "device",
      actorId: this.#device.deviceId,
      deviceId: this.#device.deviceId,
      commandId: command.id,
      correlationId: this.#ctx.correlationId,
      action: "sync.push",
      details: { refused: "COMMAND_ID_REUSED", name: command.name },
    });
  }
}

/**
 * Takes the store's lock, so that two tablets of one store never wait for each other's stock rows crosswise, and checks
 * under it that the device may still write.
 */
async function enter(tx: TenantTransaction, device: Device, by: Messenger): Promise<void> {
  await lockStore(tx, device.storeId);
  const { rows } = await tx.client.query<{ revoked: boolean; store: string }>(
    "SELECT revoked_at IS NOT NULL AS revoked, store_id AS store FROM device WHERE id = $1 FOR NO KEY UPDATE",
    [device.deviceId],
  );
  const [row] = rows;
  if (row === undefined) throw toTrpcError(refuse("DEVICE_NOT_ENROLLED"));
  // A file is of the store where its tablet was.
  if (by === "device" && row.store !== device.storeId) throw toTrpcError(refuse("DEVICE_NOT_ENROLLED"));
  if (row.revoked && by === "device") throw toTrpcError(refuse("DEVICE_REVOKED"));
}

async function operatorsOf(tx: TenantTransaction, device: Device, arrived: readonly Arrived[]) {
  const ids = [...new Set(arrived.flatMap((one) => (one.ok ? [one.command.operatorId] : [])))];
  const { rows } = await tx.client.query<{ id: string; role: Role }>(
    "SELECT id, role FROM operator WHERE id = ANY($1::uuid[]) AND active AND $2 = ANY(store_ids)",
    [ids, device.storeId],
  );
  const roles = new Map(rows.map((row) => [row.id, row.role]));
  return (operatorId: string): Operator => ({
    ...device,
    kind: "operator",
    operatorId,
    role: roles.get(operatorId) ?? null,
  });
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
