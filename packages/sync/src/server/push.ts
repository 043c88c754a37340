import { createHash } from "node:crypto";
import { canonical } from "../canonical.ts";
import type { Command, CommandResult, Json } from "../protocol.ts";

/** What is kept of a command for ever. */
export interface Receipt {
  readonly command: Command;
  readonly bodyHash: Buffer;
  readonly result: CommandResult;
}

export interface StoredReceipt {
  readonly bodyHash: Buffer;
  readonly result: CommandResult;
}

/** What running a command came to. `later` leaves no trace: the command waits on the device. */
export type Ran = CommandResult;

/** The writing side of the server, in one transaction that holds the device's (and its store's) lock. */
export interface PushTransaction {
  readonly receipts: (ids: readonly string[]) => Promise<ReadonlyMap<string, StoredReceipt>>;
  /** Runs one command so that its failure undoes only itself. Throws when the whole transaction is lost. */
  readonly run: (command: Command) => Promise<Ran>;
  readonly save: (receipts: readonly Receipt[]) => Promise<void>;
  /** Notes which sequences of the device are decided now. */
  readonly decided: (sequences: readonly number[]) => Promise<void>;
  /** A command came under a used id with other content. */
  readonly report: (command: Command, stored: StoredReceipt) => Promise<void>;
}

/** A command as it arrived, or why it is none. `id` is what could be read of it. */
export type Arrived =
  | { readonly ok: true; readonly command: Command }
  | { readonly ok: false; readonly id: string; readonly details: Readonly<Record<string, Json>> };

/**
 * Decides a batch of one device's commands, in order, each exactly once in effect (SPEC.md, "Push"). Runs inside one
 * transaction: either every answer here is true, or the caller gets an error and nothing happened.
 */
export async function decideBatch(
  tx: PushTransaction,
  deviceId: string,
  arrived: readonly Arrived[],
): Promise<CommandResult[]> {
  const commands = arrived.flatMap((one) => (one.ok ? [one.command] : [])).toSorted((a, b) => a.sequence - b.sequence);
  const known = new Map(await tx.receipts(commands.map((command) => command.id)));
  const fresh: Receipt[] = [];
  const results: CommandResult[] = arrived.flatMap((one) =>
    one.ok ? [] : [{ id: one.id, outcome: "rejected", code: "COMMAND_INVALID", details: one.details }],
  );
  for (const command of commands) {
    results.push(await decide(tx, deviceId, command, known, fresh));
  }
  if (fresh.length > 0) {
    await tx.save(fresh);
    await tx.decided(fresh.map(({ command }) => command.sequence));
  }
  return results;
}

async function decide(
  tx: PushTransaction,
  deviceId: string,
  command: Command,
  known: Map<string, StoredReceipt>,
  fresh: Receipt[],
): Promise<CommandResult> {
  // It happened, wherever it is now: it waits until the device that made it brings it, or a rescue file.
  if (command.deviceId !== deviceId) return { id: command.id, outcome: "later", code: "DEVICE_MISMATCH" };
  const bodyHash = hashBody(command);
  const stored = known.get(command.id);
  if (stored !== undefined) {
    if (stored.bodyHash.equals(bodyHash)) return stored.result;
    await tx.report(command, stored);
    return { id: command.id, outcome: "rejected", code: "COMMAND_ID_REUSED", details: null };
  }
  const result = await tx.run(command);
  if (result.outcome === "later") return result;
  known.set(command.id, { bodyHash, result });
  fresh.push({ command, bodyHash, result });
  return result;
}

/** SHA-256 over what a command says, in canonical form; the reserved chain fields are not part of it. */
export function hashBody(command: Command): Buffer {
  const { name, args, deviceId, operatorId, sequence, deviceTime } = command;
  return createHash("sha256").update(canonical({ name, args, deviceId, operatorId, sequence, deviceTime })).digest();
}
