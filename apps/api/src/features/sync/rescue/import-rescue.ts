import { inTenant, type TenantTransaction } from "@balcao/db/connect";
import { commandReceipt } from "@balcao/db/sync/sync.table";
import type { RescueLine, RescueReport } from "@balcao/shared/sync/rescue-report";
import { type Command, type CommandResult, limits } from "@balcao/sync/protocol";
import type { AnyRouter } from "@trpc/server";
import { inArray } from "drizzle-orm";
import { writeAudit } from "../../../kernel/audit.ts";
import type { RequestContext } from "../../../kernel/context.ts";
import type { Device, Principal } from "../../../kernel/principal.ts";
import { push } from "../push.ts";
import type { OpenedRescue } from "./open-rescue.ts";
import { type RescuedDevice, readRescuedDevices } from "./rescued-devices.ts";

/** Whose file it is, and who brings it: null is the server's own command line. */
export interface RescueCaller {
  readonly ctx: RequestContext;
  readonly organizationId: string;
  readonly principal: Principal | null;
}

/** What is in a rescue file, and which of it the server has already. Changes nothing. */
export async function inspectRescue(caller: RescueCaller, opened: OpenedRescue): Promise<RescueReport> {
  const read = await readRescue(caller, opened);
  return reportOf(opened, read, (command) => ({ id: command.id, outcome: "new" }));
}

/**
 * Decides what a rescue file holds, device by device and in order, by the very push its tablet would have made: what the
 * server has already stays as it is, and each command gets its result. A file may be imported any number of times.
 */
export async function importRescue(
  commands: AnyRouter,
  caller: RescueCaller,
  opened: OpenedRescue,
): Promise<RescueReport> {
  const { ctx, organizationId, principal } = caller;
  const read = await readRescue(caller, opened);
  const { deviceId, created, counts } = opened.head;
  const facts = { entityId: deviceId, details: { created, ...counts, known: read.known.size } };
  await inTenant(ctx.connection, organizationId, (tx) =>
    writeAudit(tx, { principal, organizationId, correlationId: ctx.correlationId }, "sync.importRescue", facts),
  );
  const results = new Map<string, CommandResult>();
  for (const [id, ofDevice] of byDevice(opened)) {
    const device = read.devices.get(id);
    if (device === undefined) continue;
    for (let from = 0; from < ofDevice.length; from += limits.pushBatch) {
      const pushed = { commands: ofDevice.slice(from, from + limits.pushBatch), keys: [], sentIn: null };
      const answer = await push(commands, ctx, asDevice(device, organizationId), pushed, "rescue-file");
      for (const result of answer.results) results.set(result.id, result);
    }
  }
  return reportOf(
    opened,
    read,
    ({ id }) => results.get(id) ?? { id, outcome: "rejected", code: "DEVICE_NOT_ENROLLED", details: null },
  );
}

interface ReadRescue {
  readonly devices: ReadonlyMap<string, RescuedDevice>;
  /** The commands that the server had decided before. */
  readonly known: ReadonlySet<string>;
}

async function readRescue({ ctx, organizationId }: RescueCaller, opened: OpenedRescue): Promise<ReadRescue> {
  const commands = opened.entries.flatMap(({ arrived }) => (arrived.ok ? [arrived.command] : []));
  return inTenant(
    ctx.connection,
    organizationId,
    async (tx) => ({
      devices: await readRescuedDevices(tx, opened),
      known: await decidedBefore(
        tx,
        commands.map(({ id }) => id),
      ),
    }),
    { mode: "read-only" },
  );
}

async function decidedBefore(tx: TenantTransaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  // PostgreSQL takes at most 65,535 parameters.
  for (let from = 0; from < ids.length; from += 10_000) {
    const part = ids.slice(from, from + 10_000);
    const rows = await tx.db
      .select({ id: commandReceipt.id })
      .from(commandReceipt)
      .where(inArray(commandReceipt.id, part));
    for (const { id } of rows) found.add(id);
  }
  return found;
}

/**
 * The commands of each device as they stand in the file, in order. A browser that was enrolled as another tablet since has
 * commands of both.
 */
function byDevice({ entries }: OpenedRescue): ReadonlyMap<string, readonly unknown[]> {
  const found = entries.flatMap(({ arrived, value }) => (arrived.ok ? [{ ...arrived.command, value }] : []));
  const ordered = found.toSorted((a, b) => a.sequence - b.sequence);
  return new Map(
    [...Map.groupBy(ordered, ({ deviceId }) => deviceId)].map(([id, all]) => [id, all.map(({ value }) => value)]),
  );
}

function asDevice({ id, code, storeId }: RescuedDevice, organizationId: string): Device {
  return { kind: "device", deviceId: id, deviceCode: code, organizationId, storeId };
}

type Decided = CommandResult | { readonly id: string; readonly outcome: "new" };

function reportOf(opened: OpenedRescue, read: ReadRescue, decide: (command: Command) => Decided): RescueReport {
  const { head, entries } = opened;
  const arrived = entries.map((entry) => entry.arrived);
  const fresh = arrived.flatMap((one) => (one.ok && !read.known.has(one.command.id) ? [one.command] : []));
  const times = fresh.map(({ deviceTime }) => deviceTime).toSorted();
  const sales = fresh.filter(({ name }) => name === "sales.record");
  const device = read.devices.get(head.deviceId);
  return {
    head,
    device: device === undefined ? null : { name: device.name, store: device.storeName, revoked: device.revoked },
    from: times[0] ?? null,
    until: times.at(-1) ?? null,
    sales: { count: sales.length, total: sales.reduce((sum, sale) => sum + totalOf(sale), 0) },
    lines: arrived.map((one) => (one.ok ? lineOf(one.command, read.known, decide(one.command)) : unread(one.id))),
  };
}

function lineOf(command: Command, known: ReadonlySet<string>, decided: Decided): RescueLine {
  const { id, name, sequence, deviceTime } = command;
  const code = "code" in decided ? decided.code : null;
  const before = known.has(id) && code !== "COMMAND_ID_REUSED";
  return { id, name, sequence, deviceTime, outcome: before ? "known" : decided.outcome, code };
}

function unread(id: string): RescueLine {
  return { id, name: "", sequence: 0, deviceTime: null, outcome: "rejected", code: "COMMAND_INVALID" };
}

/** Cents that a sale says it comes to; what is refused later may say anything. */
function totalOf({ args }: Command): number {
  const total = typeof args === "object" && args !== null && "total" in args ? args["total"] : 0;
  return typeof total === "number" && Number.isSafeInteger(total) ? total : 0;
}
