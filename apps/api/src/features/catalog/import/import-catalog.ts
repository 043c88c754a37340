import type { CatalogEntry } from "@balcao/shared/catalog/import/read-entry";
import type { RowRefusal } from "@balcao/shared/catalog/import/refusals";
import { repetitionWatch } from "@balcao/shared/catalog/import/repeated";
import { type ImportProgress, type ImportReport, maxRefusals } from "@balcao/shared/catalog/import/report";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import type { TenantTransaction } from "@balcao/db/connect";
import { tryLockCatalog } from "../catalog-lock.ts";
import { ensurePriceList, findPriceList, isStore } from "../price-list.ts";
import { compareEntries } from "./compare-entries.ts";
import type { ImportLimits } from "./import-limits.ts";
import { mergeEntries } from "./merge-entries.ts";
import { loadNames } from "./names.ts";
import type { ImportPlan } from "./plan-import.ts";
import { createStaging } from "./stage-entries.ts";

export interface CatalogImport {
  readonly organizationId: string;
  /** Whose price list the file writes; null is the chain's. */
  readonly storeId: string | null;
  readonly plan: ImportPlan;
  /** A preview compares everything and writes nothing. */
  readonly mode: "preview" | "import";
  readonly limits: ImportLimits;
}

export interface ImportOutcome extends ImportReport {
  /** The first products as they were read. */
  readonly entries: readonly CatalogEntry[];
}

const batchSize = 1000;
const shownEntries = 20;

/**
 * Imports a catalogue file in the caller's transaction: what differs is written, and nothing else. Products are known by
 * SKU, stock is not touched. Refuses NOT_FOUND (the store), IMPORT_RUNNING, IMPORT_TOO_LARGE and
 * IMPORT_STORE_CANNOT_DEACTIVATE; lines that do not fit are in the report.
 */
export async function importCatalog(
  tx: TenantTransaction,
  input: CatalogImport,
  onProgress: (progress: ImportProgress) => void,
): Promise<Result<ImportOutcome>> {
  const { organizationId, storeId, plan, mode } = input;
  const decidesStatus = plan.mapping.missing === "deactivate";
  if (storeId !== null && decidesStatus) return refuse("IMPORT_STORE_CANNOT_DEACTIVATE");
  if (storeId !== null && !(await isStore(tx, storeId))) return refuse("NOT_FOUND", { field: "storeId" });
  if (mode === "import" && !(await tryLockCatalog(tx, organizationId))) return refuse("IMPORT_RUNNING");

  const names = { brands: await loadNames(tx, "brand"), categories: await loadNames(tx, "category") };
  const staging = await createStaging(tx, names.brands, names.categories);
  const read = await stageFile(input, staging.add, onProgress);
  if (!read.ok) return read;
  await staging.finish();

  onProgress({ phase: "comparing", rows: read.value.rows });
  const { refusals, counts } = await compareEntries(tx, {
    priceListId: await findPriceList(tx, storeId),
    newBrands: [...names.brands.added.keys()],
    newCategories: [...names.categories.added.keys()],
    decidesStatus,
    deactivates: decidesStatus && read.value.refused === 0,
  });
  if (mode === "import") {
    onProgress({ phase: "writing", rows: read.value.rows });
    const priceListId = await ensurePriceList(tx, organizationId, storeId);
    await mergeEntries(tx, {
      organizationId,
      storeId,
      priceListId,
      ...names,
      decidesStatus,
      deactivates: counts.deactivated > 0,
    });
  }
  const all = [...read.value.refusals, ...refusals].toSorted((a, b) => a.line - b.line);
  return ok({
    ...counts,
    refused: read.value.refused + refusals.length,
    refusals: all.slice(0, maxRefusals),
    entries: read.value.entries,
  });
}

interface StagedFile {
  readonly rows: number;
  readonly refused: number;
  readonly refusals: readonly RowRefusal[];
  readonly entries: readonly CatalogEntry[];
}

/** Reads the file in batches into the staging tables; lines that are refused do not get there. */
async function stageFile(
  { plan, limits }: CatalogImport,
  add: (entries: readonly CatalogEntry[]) => Promise<void>,
  onProgress: (progress: ImportProgress) => void,
): Promise<Result<StagedFile>> {
  const repetition = repetitionWatch();
  const refusals: RowRefusal[] = [];
  const entries: CatalogEntry[] = [];
  let batch: CatalogEntry[] = [];
  let rows = 0;
  let refused = 0;
  for await (const reading of plan.read()) {
    rows += 1;
    if (rows > limits.rows) return refuse("IMPORT_TOO_LARGE", { rows: limits.rows });
    const refusal = reading.ok ? repetition(reading.entry) : reading.refusal;
    if (refusal !== null) {
      refused += 1;
      if (refusals.length < maxRefusals) refusals.push(refusal);
    } else if (reading.ok) {
      batch.push(reading.entry);
      if (entries.length < shownEntries) entries.push(reading.entry);
    }
    if (rows % batchSize !== 0) continue;
    await add(batch);
    batch = [];
    onProgress({ phase: "reading", rows });
  }
  await add(batch);
  return ok({ rows, refused, refusals, entries });
}
