import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { organization } from "@balcao/db/identity/auth.table";
import { errors } from "@balcao/shared/errors/registry";
import type { Refusal } from "@balcao/shared/kernel/result";
import { countOutcomes, type RescueReport } from "@balcao/shared/sync/rescue-report";
import type { AnyRouter } from "@trpc/server";
import { eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { type CliContext, CliError, type CliVerb } from "../../../kernel/cli-verb.ts";
import type { RequestContext } from "../../../kernel/context.ts";
import { createRequestContext } from "../../../kernel/http/request-context.ts";
import { createOrigins } from "../../../kernel/origins.ts";
import { createRescueKeys } from "../../../kernel/rescue-keys.ts";
import { startServices } from "../../../kernel/start-services.ts";
import { importRescue, inspectRescue } from "./import-rescue.ts";
import { openRescue, organizationOf } from "./open-rescue.ts";

/** Ends with this code when the file was imported, but not every command of it was taken. */
const someRefused = 2;

/** Who runs the server may give a file as much of it as it takes; JavaScript has no longer texts. */
const limits = { bytes: 500 * 1024 * 1024, values: Number.POSITIVE_INFINITY, commands: Number.POSITIVE_INFINITY };

/** `rescue`: what a rescue file holds, and its import, from the server's own command line. */
export function rescueVerb(commands: AnyRouter): CliVerb {
  return {
    usage: `rescue <file.balcao-rescue> [--import]
  Says what a tablet's rescue file holds and what of it the server lacks; with --import records it. Importing twice is
  harmless. Ends with 2 when some of it was refused or put off.`,
    async run(args, cli) {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { import: { type: "boolean", default: false } },
      });
      const file = await readGiven(positionals);
      const organizationId = await findOrganization(cli, file);
      const opened = await openRescue(createRescueKeys(cli.keys.fieldKeys), organizationId, file, limits);
      if (!opened.ok) throw new CliError(sentence(opened));
      return withContext(cli, async (ctx) => {
        const caller = { ctx, organizationId, principal: null };
        const report = values.import
          ? await importRescue(commands, caller, opened.value)
          : await inspectRescue(caller, opened.value);
        for (const line of describe(report)) cli.print(line);
        if (!values.import) cli.print("Nothing was recorded. --import records it.");
        const { rejected, later } = countOutcomes(report.lines);
        return values.import && rejected + later > 0 ? someRefused : 0;
      });
    },
  };
}

async function readGiven([file, ...more]: readonly string[]): Promise<string> {
  if (file === undefined || more.length > 0) throw new CliError("Name one file.");
  return readFile(file, "utf8").catch(() => {
    throw new CliError(`There is no file ${file}.`);
  });
}

async function findOrganization({ connection }: CliContext, file: string): Promise<string> {
  const id = organizationOf(file);
  if (id === null) throw new CliError(sentence({ ok: false, code: "RESCUE_UNREADABLE" }));
  const [known] = await connection.db
    .select({ id: organization.id })
    .from(organization)
    .where(eq(organization.id, id))
    .limit(1);
  if (known === undefined) throw new CliError(sentence({ ok: false, code: "RESCUE_FOREIGN" }));
  return known.id;
}

/** Commands run through the procedures of the server, which want the whole of it around them. */
async function withContext<T>(cli: CliContext, work: (ctx: RequestContext) => Promise<T>): Promise<T> {
  const { databaseUrl, keys, log } = cli;
  const dataFolder = await mkdtemp(path.join(tmpdir(), "balcao-rescue-"));
  const services = await startServices({ databaseUrl, dataFolder, keys, log, origins: createOrigins([], 0) });
  const correlationId = uuidv7();
  const facts = { requestId: correlationId, correlationId, log, address: "", headers: new Headers() };
  try {
    return await work(createRequestContext(services, { ...facts, responseHeaders: null }));
  } finally {
    await services.stop();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

function* describe({ head, device, from, until, sales, lines }: RescueReport): Generator<string> {
  const where = device === null ? "not known to this server" : `${device.name}, ${device.store}`;
  yield `Tablet ${head.deviceCode} of store ${head.storeCode} (${where})${device?.revoked === true ? ", revoked" : ""}`;
  yield `Exported ${head.created}, ${lines.length} commands: ${head.counts.waiting} waiting, ${head.counts.refused} refused, ${head.counts.sent} sent`;
  if (from !== null) yield `New here: from ${from} till ${until}, ${sales.count} sales of ${sales.total} cents`;
  for (const [outcome, count] of Object.entries(countOutcomes(lines))) if (count > 0) yield `${outcome}: ${count}`;
  for (const { id, name, sequence, outcome, code } of lines) {
    if (outcome === "rejected" || outcome === "later") yield `${outcome} ${code ?? ""}: ${name} ${sequence} (${id})`;
  }
}

function sentence({ code }: Refusal): string {
  const { message, action } = errors[code];
  return `${code}: ${message.en} ${action.en}`;
}
