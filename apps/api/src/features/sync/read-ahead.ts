import type { TenantTransaction } from "@balcao/db/connect";
import { upgradeCommand, versionOf } from "@balcao/shared/sync/command-version";
import type { Arrived } from "@balcao/sync/server/push";
import type { Device } from "../../kernel/principal.ts";
import { ReadAhead } from "../../kernel/read-ahead.ts";
import { readSalesAhead } from "../sales/public.ts";

/**
 * Reads for all commands of a push at once, when they are of a kind that does not change what the others read: a queue
 * of sales. Undefined for any other mix, whose commands ask one by one.
 */
export async function readAhead(
  tx: TenantTransaction,
  device: Device,
  arrived: readonly Arrived[],
): Promise<ReadAhead | undefined> {
  const commands = arrived.flatMap((one) =>
    one.ok ? [upgradeCommand(one.command, versionOf(one.command.schemaVersion))] : [],
  );
  if (commands.length < 2 || !commands.every(({ name }) => name === "sales.record")) return undefined;
  const ahead = new ReadAhead();
  const args = commands.map((command) => command.args);
  await readSalesAhead(tx, device, args, ahead);
  return ahead;
}
