import { detectDelimiter } from "@balcao/shared/catalog/import/detect-delimiter";
import { decideEncoding, emptyScan, scanBytes } from "@balcao/shared/catalog/import/detect-encoding";
import { type Delimiter, type Encoding, type ImportMapping } from "@balcao/shared/catalog/import/mapping";
import { suggestMapping } from "@balcao/shared/catalog/import/suggest-mapping";
import { ok, refuse, type Result } from "@balcao/shared/kernel/result";
import { parseRecords } from "./parse-records.ts";
import { readBeginning } from "./read-beginning.ts";

const headBytes = 256 * 1024;
const sampleRecords = 50;

/** The beginning of a file, before it is sent anywhere. */
export interface FileHead {
  readonly file: File;
  /** What its bytes say. */
  readonly encoding: Encoding;
  readonly header: readonly string[];
  readonly sample: readonly (readonly string[])[];
  /** A guess, from the names of the columns. */
  readonly mapping: ImportMapping;
}

/** How a file is to be read; what is null is guessed. */
export interface Reading {
  readonly encoding: Encoding | null;
  readonly delimiter: Delimiter | null;
}

/**
 * Reads the beginning of a file in the browser, as it is or gzipped. Refuses IMPORT_EMPTY, IMPORT_DAMAGED,
 * IMPORT_SPREADSHEET, IMPORT_NOT_TEXT and IMPORT_NOT_TABLE.
 */
export async function readHead(
  file: File,
  reading: Reading = { encoding: null, delimiter: null },
): Promise<Result<FileHead>> {
  const beginning = await readBeginning(file, headBytes);
  if (!beginning.ok) return beginning;
  const { bytes, more } = beginning.value;
  if (bytes.byteLength === 0) return refuse("IMPORT_EMPTY");
  const found = decideEncoding(scanBytes(emptyScan, bytes));
  if (found === "spreadsheet") return refuse("IMPORT_SPREADSHEET");
  if (found === "binary") return refuse("IMPORT_NOT_TEXT");
  const text = new TextDecoder(reading.encoding ?? found).decode(bytes);
  const delimiter = reading.delimiter ?? detectDelimiter(text);
  if (delimiter === null) return refuse("IMPORT_NOT_TABLE", { line: 1 });
  const [header, ...sample] = parseRecords(text, delimiter, sampleRecords + 1, more);
  if (header === undefined || sample.length === 0) return refuse("IMPORT_EMPTY");
  return ok({ file, encoding: found, header, sample, mapping: suggestMapping(header, sample, delimiter) });
}
