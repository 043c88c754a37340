import { pipeline, Readable } from "node:stream";
import type { Delimiter, Encoding } from "@balcao/shared/catalog/import/mapping";
import { refuse } from "@balcao/shared/kernel/result";
import { CsvError, type InfoRecord, parse } from "csv-parse";
import { RefusalError } from "../../../kernel/refusal.ts";
import type { ImportLimits } from "./import-limits.ts";
import { readBytes } from "./read-bytes.ts";

export interface FileRecord {
  readonly cells: readonly string[];
  /** Where it begins in the file, from 1. */
  readonly line: number;
}

export interface RecordFormat {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
}

/** The records of a file, the header first, without lines that hold nothing. Refuses IMPORT_NOT_TABLE with the `line`. */
export async function* readRecords(
  path: string,
  format: RecordFormat,
  limits: ImportLimits,
): AsyncGenerator<FileRecord, void, undefined> {
  const parser = parse({
    delimiter: format.delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    bom: true,
    info: true,
    // Lines of another width are refused one by one, and a stray quote is a character like any other.
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: limits.lineBytes,
  });
  const text = toUtf8(readBytes(path, limits.plainBytes), format.encoding);
  // An error of the source destroys the parser with it, and so reaches the loop below.
  pipeline(Readable.from(text), parser, () => undefined);
  let breaks = 0;
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: InfoRecord }>) {
      // The parser counts a CRLF within quotes twice, so the lines within cells are counted here.
      line = info.records + info.empty_lines + breaks;
      for (const cell of record) breaks += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
      if (record.some((cell) => cell.trim() !== "")) yield { cells: record, line };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new RefusalError(refuse("IMPORT_NOT_TABLE", { line: line + 1 }));
    throw error;
  }
}

async function* toUtf8(
  source: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<Buffer | string, void, undefined> {
  if (encoding === "utf-8") return yield* source;
  const decoder = new TextDecoder(encoding);
  for await (const bytes of source) yield decoder.decode(bytes, { stream: true });
  yield decoder.decode();
}
