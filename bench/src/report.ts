import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import path from "node:path";

/** One line of a benchmark's table: what was measured, what came out, what is aimed at. */
export interface Line {
  readonly what: string;
  readonly result: string;
  readonly aim?: string;
}

export interface Outcome {
  readonly name: string;
  readonly lines: readonly Line[];
  /** The samples themselves. */
  readonly raw: unknown;
}

const folder = path.join(import.meta.dirname, "..", "..", ".data", "bench");

/** Prints a benchmark's table and keeps its samples as JSON under .data/bench. */
export function report({ name, lines, raw }: Outcome): void {
  const rows = [["", "result", "aim"], ...lines.map((line) => [line.what, line.result, line.aim ?? ""])];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  process.stdout.write(`\n${name}\n`);
  for (const row of rows) {
    process.stdout.write(
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd()}\n`,
    );
  }
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.json`);
  writeFileSync(file, JSON.stringify({ at: new Date().toISOString(), machine: machine(), lines, raw }, null, 1));
}

/** What the figures were measured on. */
export function machine(): string {
  const [first] = cpus();
  return `${cpus().length} cores (${first?.model.trim() ?? "unknown"}), ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}, ${process.platform}`;
}
