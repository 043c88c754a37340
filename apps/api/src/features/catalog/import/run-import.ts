import { importProfile } from "@balcao/db/catalog/catalog.table";
import { type Connection, inTenant } from "@balcao/db/connect";
import { importMapping, type ImportOptions } from "@balcao/shared/catalog/import/contract";
import type { ImportMapping } from "@balcao/shared/catalog/import/mapping";
import type { ImportAnswer, ImportProgress } from "@balcao/shared/catalog/import/report";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { eq } from "drizzle-orm";
import type { Logger } from "pino";
import { writeAudit } from "../../../kernel/audit.ts";
import type { Person } from "../../../kernel/principal.ts";
import { importCatalog } from "./import-catalog.ts";
import type { ImportLimits } from "./import-limits.ts";
import { planImport } from "./plan-import.ts";

/** Who imports, and where. */
export interface ImportCaller {
  readonly connection: Connection;
  readonly organizationId: string;
  /** Null for a person at the server's own command line. */
  readonly person: Person | null;
  readonly correlationId: string;
  readonly log: Logger;
}

export interface ImportFile {
  readonly path: string;
  /** The name that people know it by, for the audit. */
  readonly name: string;
}

const shownLines = 10;

/**
 * Previews or imports a file that lies on this machine: one transaction, one audit entry. Refuses IMPORT_PROFILE_UNKNOWN,
 * and what planImport and importCatalog refuse.
 */
export async function runImport(
  caller: ImportCaller,
  file: ImportFile,
  options: ImportOptions,
  limits: ImportLimits,
  onProgress: (progress: ImportProgress) => void,
): Promise<Result<ImportAnswer>> {
  const { connection, organizationId } = caller;
  const { mode, storeId } = options;
  const mapping = await chosenMapping(caller, options);
  if (!mapping.ok) return mapping;
  const planned = await planImport(file.path, mapping.value, limits);
  if (!planned.ok) return planned;
  const plan = planned.value;
  return inTenant(connection, organizationId, async (tx) => {
    // One statement writes a whole table, which for a large file on a slow machine takes longer than any other may.
    await tx.client.query("SET LOCAL statement_timeout = '15min'");
    const outcome = await importCatalog(tx, { organizationId, storeId, plan, mode, limits }, onProgress);
    if (!outcome.ok) return outcome;
    const { refusals: _lines, entries: _entries, ...counts } = outcome.value;
    const facts = { ...(storeId === null ? {} : { storeId }), details: { file: file.name, ...counts } };
    if (mode === "import") {
      const { person: principal, correlationId } = caller;
      await writeAudit(tx, { principal, organizationId, correlationId }, "catalog.import", facts);
    }
    const { header, sample } = plan;
    return ok({ mode, mapping: plan.mapping, header, sample: sample.slice(0, shownLines), ...outcome.value });
  });
}

/** The mapping that was given, or the profile's; null leaves it to the file's header. */
async function chosenMapping(
  { connection, organizationId }: ImportCaller,
  options: ImportOptions,
): Promise<Result<ImportMapping | null>> {
  const { mapping, profile } = options;
  if (mapping !== null || profile === null) return ok(mapping);
  const named = eq(importProfile.name, profile);
  const [found] = await inTenant(
    connection,
    organizationId,
    ({ db }) => db.select({ mapping: importProfile.mapping }).from(importProfile).where(named),
    { mode: "read-only" },
  );
  if (found === undefined) return refuse("IMPORT_PROFILE_UNKNOWN", { profile });
  return ok(importMapping.parse(JSON.parse(found.mapping)));
}
