import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Connection, inTenant } from "@balcao/db/connect";
import { organization } from "@balcao/db/identity/auth.table";
import { store } from "@balcao/db/stores/store.table";
import { refusalsCsv } from "@balcao/shared/catalog/import/report";
import { errors } from "@balcao/shared/errors/registry";
import type { Refusal, Result } from "@balcao/shared/kernel/result";
import { asc, eq } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import { CliError, type CliVerb } from "../../kernel/cli-verb.ts";
import { RefusalError } from "../../kernel/refusal.ts";
import { importLimits } from "./import/import-limits.ts";
import { describeImport, progressPrinter } from "./import/describe-import.ts";
import { runImport } from "./import/run-import.ts";

/** Ends with this code when the file was imported, but not every line of it. */
const someLinesRefused = 2;

/** `import catalog`: a supplier's price list into the catalogue, from the server's own command line. */
export const importCatalogVerb: CliVerb = {
  usage: `import catalog <file> [--organization <slug>] [--store <code>] [--profile <name>] [--dry-run] [--report <file.csv>]
  Imports products and prices from a CSV, as it is or gzipped. With --store its prices are that store's, else the chain's.
  --dry-run only says what would happen; --report writes the refused lines to a file. Ends with 2 when lines were refused.`,
  async run(args, { connection, log, print }) {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        organization: { type: "string" },
        store: { type: "string" },
        profile: { type: "string" },
        "dry-run": { type: "boolean", default: false },
        report: { type: "string" },
      },
    });
    const file = await oneFile(positionals);
    const organizationId = await findOrganization(connection, values.organization);
    const storeId = values.store === undefined ? null : await findStore(connection, organizationId, values.store);
    const options = {
      storeId,
      mapping: null,
      profile: values.profile ?? null,
      mode: values["dry-run"] ? "preview" : "import",
    } as const;
    const caller = { connection, organizationId, person: null, correlationId: uuidv7(), log };
    const named = { path: file, name: path.basename(file) };
    const answer = await settled(runImport(caller, named, options, importLimits, progressPrinter(print)));
    if (!answer.ok) throw new CliError(sentence(answer));
    for (const line of describeImport(answer.value)) print(line);
    if (values.report !== undefined) await writeFile(values.report, refusalsCsv(answer.value.refusals, "en"));
    return answer.value.refused > 0 ? someLinesRefused : 0;
  },
};

async function oneFile([file, ...more]: readonly string[]): Promise<string> {
  if (file === undefined || more.length > 0) throw new CliError("Name one file.");
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile()) throw new CliError(`There is no file ${file}.`);
  return file;
}

/** The organization of the slug; without one, the only organization that there is. */
async function findOrganization({ db }: Connection, slug: string | undefined): Promise<string> {
  const known = await db
    .select({ id: organization.id, slug: organization.slug })
    .from(organization)
    .orderBy(asc(organization.slug));
  const [only] = known.filter((one) => slug === undefined || one.slug === slug);
  if (only === undefined)
    throw new CliError("No organization has this --organization. Make one with: organization create");
  if (slug === undefined && known.length > 1)
    throw new CliError(`Say which --organization: ${known.map((one) => one.slug).join(", ")}.`);
  return only.id;
}

async function findStore(connection: Connection, organizationId: string, code: string): Promise<string> {
  const [found] = await inTenant(
    connection,
    organizationId,
    ({ db }) => db.select({ id: store.id }).from(store).where(eq(store.code, code.toUpperCase())),
    { mode: "read-only" },
  );
  if (found === undefined) throw new CliError(`No store has the code ${code}.`);
  return found.id;
}

async function settled<T>(work: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal;
    throw error;
  }
}

function sentence({ code, details = {} }: Refusal): string {
  const { message, action } = errors[code];
  const facts = Object.entries(details).map(([name, value]) => `${name}: ${String(value)}`);
  return [`${message.en} ${action.en}`, ...(facts.length > 0 ? [`(${facts.join(", ")})`] : [])].join(" ");
}
