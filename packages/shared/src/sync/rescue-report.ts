import type { z } from "zod";
import type { rescueHead } from "./rescue.ts";

/** Most characters of a rescue file that is sent to the server: some 50,000 sales. */
export const rescueFileLimit = 32 * 1024 * 1024;

/** What is inside a rescue file, and what the server knows or has made of it. */
export interface RescueReport {
  readonly head: z.output<typeof rescueHead>;
  /** The tablet as the server knows it now; null when it does not. */
  readonly device: { readonly name: string; readonly store: string; readonly revoked: boolean } | null;
  /** Of what the server did not have yet: from when till when by the tablet's clock; null when there is nothing new. */
  readonly from: string | null;
  readonly until: string | null;
  /** Of what the server did not have yet: how many sales, and what they come to in cents. */
  readonly sales: { readonly count: number; readonly total: number };
  readonly lines: readonly RescueLine[];
}

/** One command of a rescue file. */
export interface RescueLine {
  /** As far as it could be read. */
  readonly id: string;
  readonly name: string;
  readonly sequence: number;
  /** By the tablet's clock; null when it could not be read. */
  readonly deviceTime: string | null;
  /** `new`: not imported yet. `known`: the server had decided it before. The rest as in a push. */
  readonly outcome: RescueOutcome;
  /** Registry code of a refusal, or of why it was put off. */
  readonly code: string | null;
}

export type RescueOutcome = "new" | "known" | "applied" | "applied-with-exceptions" | "rejected" | "later";

/** How many lines of a report came to each outcome. */
export function countOutcomes(lines: readonly RescueLine[]): Record<RescueOutcome, number> {
  const counts = { new: 0, known: 0, applied: 0, "applied-with-exceptions": 0, rejected: 0, later: 0 };
  for (const { outcome } of lines) counts[outcome] += 1;
  return counts;
}
