import { commandVersion, upgradeCommand, versionOf } from "@balcao/shared/sync/command-version";
import { type ErrorCode, isErrorCode } from "@balcao/shared/errors/registry";
import type { Command, CommandResult, Json } from "@balcao/sync/protocol";
import { type AnyRouter, callTRPCProcedure, TRPCError } from "@trpc/server";
import type { CommandContext, RequestContext } from "../../kernel/context.ts";
import { toRefusal } from "../../kernel/error-map.ts";

/**
 * Runs a command through the very procedure that an online caller would use, brought to this release's version first.
 * What the person did wrong is `rejected` with its code; a name not known here, arguments of a newer version that this
 * release cannot read, or a fault of ours, is `later`: the command waits on the device. Throws when the database took the
 * whole transaction away.
 */
export async function runCommand(
  commands: AnyRouter,
  ctx: RequestContext,
  command: Command,
  pushed: CommandContext,
): Promise<CommandResult> {
  const version = versionOf(command.schemaVersion);
  const { name, args } = upgradeCommand(command, version);
  if (!isOfflineCapable(commands, name)) return unknown(command.id);
  try {
    const result: unknown = await callTRPCProcedure({
      router: commands,
      path: name,
      type: "mutation",
      ctx: { ...ctx, command: pushed },
      getRawInput: () => Promise.resolve(args),
      signal: undefined,
      batchIndex: 0,
    });
    return applied(command.id, result);
  } catch (error) {
    if (losesTransaction(error)) throw error;
    const refusal = toRefusal(error);
    if (refusal.code === "INTERNAL" || refusal.code === "UNAVAILABLE") {
      ctx.log.error({ err: error, commandId: command.id, command: command.name }, "a command failed");
      return { id: command.id, outcome: "later", code: "COMMAND_FAILED" };
    }
    if (refusal.code === "BAD_REQUEST" && version > commandVersion) return unknown(command.id);
    const code: ErrorCode = refusal.code === "BAD_REQUEST" ? "COMMAND_INVALID" : refusal.code;
    return { id: command.id, outcome: "rejected", code, details: refusal.details ?? null };
  }
}

function unknown(id: string): CommandResult {
  return { id, outcome: "later", code: "COMMAND_UNKNOWN" };
}

function isOfflineCapable(commands: AnyRouter, name: string): boolean {
  const procedures = commands._def.procedures as Record<string, { _def: { type: string; meta?: unknown } } | undefined>;
  const procedure = Object.hasOwn(procedures, name) ? procedures[name] : undefined;
  if (procedure?._def.type !== "mutation") return false;
  const { meta } = procedure._def;
  return typeof meta === "object" && meta !== null && "offline" in meta && meta.offline === true;
}

function applied(id: string, result: unknown): CommandResult {
  const plain = (result ?? null) as Json;
  const exceptions = exceptionsIn(result);
  if (exceptions.length === 0) return { id, outcome: "applied", result: plain };
  return { id, outcome: "applied-with-exceptions", result: plain, exceptions };
}

function exceptionsIn(result: unknown): readonly string[] {
  if (typeof result !== "object" || result === null || !("exceptions" in result)) return [];
  return Array.isArray(result.exceptions) ? result.exceptions.filter((one) => typeof one === "string") : [];
}

/**
 * SQLSTATE classes after which the transaction cannot go on: connection lost (08), rolled back by the server (40),
 * resources (53), operator intervention (57), and statements after an aborted one (25P02).
 * https://www.postgresql.org/docs/18/errcodes-appendix.html
 */
function losesTransaction(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof TRPCError) continue;
    if (/Connection terminated|not queryable/.test(cause.message)) return true;
    if ("code" in cause && typeof cause.code === "string" && /^(08|40|53|57)|^25P02$|^ECONN|^EPIPE/.test(cause.code)) {
      return !isErrorCode(cause.code);
    }
  }
  return false;
}
