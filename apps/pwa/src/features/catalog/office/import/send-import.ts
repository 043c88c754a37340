import type { ImportOptions } from "@balcao/shared/catalog/import/contract";
import type { ImportMapping } from "@balcao/shared/catalog/import/mapping";
import type { ImportReport } from "@balcao/shared/catalog/import/report";
import { ProblemError, readRefusal } from "../../../../kernel/problem.ts";
import { isGzip } from "./read-beginning.ts";

/** How far an import has come. `sending` tells the part of the file that has left (0 to 1), the others count lines. */
export type ImportStep =
  | { readonly phase: "sending"; readonly part: number }
  | { readonly phase: "reading" | "comparing" | "writing"; readonly rows: number };

/** What an import did, or would do, and how the server understood the file. */
export interface ImportAnswer extends ImportReport {
  readonly mode: ImportOptions["mode"];
  readonly mapping: ImportMapping;
}

export interface SendOptions extends ImportOptions {
  readonly file: File;
  readonly onStep: (step: ImportStep) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends a file gzipped, reports the steps and resolves with the report. Throws ProblemError with the server's refusal, or
 * offline when the connection broke: an import then either happened whole or not at all.
 */
export async function sendImport({ file, onStep, signal, ...options }: SendOptions): Promise<ImportAnswer> {
  const body = (await isGzip(file)) ? file : await compress(file);
  const query = new URLSearchParams({ options: JSON.stringify(options), name: file.name });
  const text = await post(`/api/catalog/imports?${query}`, body, onStep, signal);
  const last = text.trim().split("\n").at(-1) ?? "";
  const message = parse(last);
  const refusal = readRefusal(message["refusal"] ?? message["error"]);
  if (refusal !== null) throw new ProblemError(refusal);
  // The server's own shape (message-lines.ts); the last line of an answer that ended well is the report.
  if (message["report"] !== undefined) return message["report"] as ImportAnswer;
  throw new ProblemError({ kind: "offline" });
}

function compress(file: File): Promise<Blob> {
  return new Response(file.stream().pipeThrough(new CompressionStream("gzip"))).blob();
}

/** XMLHttpRequest, because fetch does not tell how much has been sent. */
function post(url: string, body: Blob, onStep: (step: ImportStep) => void, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open("POST", url);
    request.setRequestHeader("x-balcao", "1");
    request.upload.onprogress = ({ loaded, total }) =>
      onStep({ phase: "sending", part: total === 0 ? 0 : loaded / total });
    request.onprogress = () => {
      const lines = request.responseText.split("\n");
      // The last piece may be half a line.
      const progress = parse(lines.at(-2) ?? "")["progress"];
      if (progress !== undefined) onStep(progress as ImportStep);
    };
    request.onload = () => resolve(request.responseText);
    request.onerror = () => reject(new ProblemError({ kind: "offline" }));
    request.onabort = () =>
      reject(signal.reason instanceof Error ? signal.reason : new ProblemError({ kind: "offline" }));
    request.onloadend = () => signal.removeEventListener("abort", stop);
    signal.addEventListener("abort", stop);
    onStep({ phase: "sending", part: 0 });
    request.send(body);
  });
}

function parse(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
