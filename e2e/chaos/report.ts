import { mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import path from "node:path";
import type { Outcome } from "./run-fault.ts";

/** The machine, in words. */
export function machine(): string {
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  return `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "CPU"}, ${gigabytes} GB, Node ${process.version}`;
}

/** A line of the table: fault, rounds, sales, violations, recovery p50 and p99. */
export function row({ fault, rounds, sales, seconds, ended }: Outcome): string {
  const times = rounds.map(({ recovery }) => recovery).toSorted((a, b) => a - b);
  const violations = rounds.reduce((sum, round) => sum + round.violations.length, 0);
  const cells = [
    fault,
    rounds.length,
    sales,
    violations,
    inSeconds(at(times, 0.5)),
    inSeconds(at(times, 0.99)),
    `${seconds.toFixed(0)} s`,
  ];
  return `| ${cells.join(" | ")} |${ended === undefined ? "" : " ended early"}`;
}

export const header = `| fault | rounds | sales | violations | recovery p50 | recovery p99 | took |
|---|---:|---:|---:|---:|---:|---:|`;

/** The smallest value that `share` of the sorted values do not exceed. */
function at(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

const inSeconds = (milliseconds: number | undefined) =>
  milliseconds === undefined ? "–" : `${(milliseconds / 1000).toFixed(2)} s`;

/** Writes everything that was measured. */
export function writeRaw(file: string, outcomes: readonly Outcome[]): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ at: new Date().toISOString(), machine: machine(), outcomes }, null, 1));
}
