import { detectDelimiter } from "@balcao/shared/catalog/import/detect-delimiter";
import { type ImportMapping, mappingLacks } from "@balcao/shared/catalog/import/mapping";
import { type EntryReading, entryReader } from "@balcao/shared/catalog/import/read-entry";
import { suggestMapping } from "@balcao/shared/catalog/import/suggest-mapping";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import type { ImportLimits } from "./import-limits.ts";
import { inspectFile, type InspectedFile } from "./inspect-file.ts";
import { type FileRecord, readRecords } from "./read-records.ts";

/** A file that can be read, and how. */
export interface ImportPlan {
  readonly mapping: ImportMapping;
  readonly header: readonly string[];
  /** The first records after the header, as they stand in the file. */
  readonly sample: readonly (readonly string[])[];
  /** Reads the whole file; refusals of lines are among the readings. */
  readonly read: () => AsyncGenerator<EntryReading, void, undefined>;
}

const sampleSize = 50;

/**
 * Finds out how to read a file: by the given mapping, or by one suggested from its header. Refuses what inspectFile
 * refuses, IMPORT_NOT_TABLE, and IMPORT_COLUMNS_MISSING with the `column` or the `field` that is missing.
 */
export async function planImport(
  path: string,
  given: ImportMapping | null,
  limits: ImportLimits,
): Promise<Result<ImportPlan>> {
  const inspected = await inspectFile(path, limits);
  if (!inspected.ok) return inspected;
  const encoding = given?.encoding ?? inspected.value.encoding;
  const delimiter = given?.delimiter ?? guessDelimiter(inspected.value);
  if (delimiter === null) return refuse("IMPORT_NOT_TABLE", { line: 1 });
  const format = { encoding, delimiter };
  const [header, ...sample] = await firstRecords(readRecords(path, format, limits));
  if (header === undefined || sample.length === 0) return refuse("IMPORT_EMPTY");
  const mapping = given ?? suggestMapping(header, sample, delimiter);
  const lacks = mappingLacks(mapping);
  if (lacks !== null) return refuse("IMPORT_COLUMNS_MISSING", { field: lacks });
  const reader = entryReader(mapping, header);
  if (!reader.ok) return refuse("IMPORT_COLUMNS_MISSING", { column: reader.column });
  return ok({
    mapping,
    header,
    sample,
    read: async function* () {
      let isHeader = true;
      for await (const { cells, line } of readRecords(path, format, limits)) {
        if (!isHeader) yield reader.read(cells, line);
        isHeader = false;
      }
    },
  });
}

function guessDelimiter({ head, encoding }: InspectedFile) {
  return detectDelimiter(new TextDecoder(encoding).decode(head));
}

async function firstRecords(records: AsyncGenerator<FileRecord, void, undefined>): Promise<(readonly string[])[]> {
  const first: (readonly string[])[] = [];
  for await (const { cells } of records) {
    first.push(cells);
    if (first.length > sampleSize) break;
  }
  return first;
}
