import { rescueFileLimit } from "@balcao/shared/sync/rescue-report";
import { ProblemError } from "../../../kernel/problem.ts";

/** Reads a rescue file that somebody chose. One that the server would not take is not read: it may not fit into memory. */
export async function readRescueFile(file: Blob): Promise<string> {
  if (file.size > rescueFileLimit) throw new ProblemError({ kind: "refused", code: "RESCUE_TOO_LARGE", details: {} });
  return file.text();
}
