import type { Command, Json } from "../protocol.ts";
import type { OutboxEntry } from "./local-schema.ts";
import { engineTableNames } from "./local-schema.ts";
import { getMetas, setMeta } from "./meta.ts";
import type { DeviceIdentity, EffectOp, Key, Ports } from "./ports.ts";
import type { EngineSchema } from "./schema.ts";
import { addEffect, pendingOps } from "./view.ts";

/** What a command is made with: given inside the transaction, so that sequences never repeat. */
export interface CommandMade {
  readonly id: string;
  readonly sequence: number;
  readonly deviceTime: string;
  readonly identity: DeviceIdentity;
}

export interface CommandDraft {
  /** Path of the offline-capable mutation. */
  readonly name: string;
  readonly operatorId: string;
  /** The arguments and what they do to local rows. Pure: it may be called once only, but decides nothing else. */
  readonly build: (made: CommandMade) => { readonly args: Json; readonly effect: readonly EffectOp[] };
  /** Writes to tables of the app that must happen with the command or not at all (a cart that becomes a sale). */
  readonly local?: readonly LocalWrite[];
}

export type LocalWrite =
  | { readonly table: string; readonly put: object }
  | { readonly table: string; readonly remove: Key };

/** A command was made on a device that is not enrolled. */
export class NotEnrolledError extends Error {
  override readonly name = "NotEnrolledError";
}

/**
 * Makes a command: outbox and visible effect in one strict transaction, then the journal. When it resolves, the command
 * survives the loss of power and the loss of the local database; only then may a screen say that it is done.
 */
export async function submit(ports: Ports, schema: EngineSchema, draft: CommandDraft): Promise<Command> {
  const local = draft.local ?? [];
  const tables = new Set([...engineTableNames, ...Object.keys(schema.tables), ...local.map((write) => write.table)]);
  const { command, effect } = await ports.store.write([...tables], async (tx) => {
    const known = await getMetas(tx, ["identity", "sequence"]);
    const { identity } = known;
    if (identity === undefined) throw new NotEnrolledError();
    const sequence = (known.sequence ?? 0) + 1;
    const deviceTime = new Date(ports.clock.now()).toISOString();
    const made = { id: ports.newId(), sequence, deviceTime, identity };
    const built = draft.build(made);
    const record = toCommand(draft, made, built.args, schema.stamp);
    await Promise.all([
      setMeta(tx, "sequence", sequence),
      tx.putMany("outbox", [queued(record, built.effect, deviceTime)]),
      addEffect(tx, pendingOps(record, built.effect)),
      ...local.map((write) =>
        "put" in write ? tx.putMany(write.table, [write.put]) : tx.deleteMany(write.table, [write.remove]),
      ),
    ]);
    return { command: record, effect: built.effect };
  });
  await ports.journal.append({ kind: "command", command, effect });
  return command;
}

function toCommand(draft: CommandDraft, made: CommandMade, args: Json, schemaVersion: string): Command {
  return {
    id: made.id,
    name: draft.name,
    args,
    deviceId: made.identity.deviceId,
    operatorId: draft.operatorId,
    sequence: made.sequence,
    deviceTime: made.deviceTime,
    schemaVersion,
    previousHash: null,
    signature: null,
  };
}

/** A command's entry in the outbox before anybody decided it. */
export function queued(command: Command, effect: readonly EffectOp[], at: string): OutboxEntry {
  return { id: command.id, sequence: command.sequence, status: "queued", command, effect, result: null, at };
}
