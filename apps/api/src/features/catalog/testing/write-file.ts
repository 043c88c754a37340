import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";

/** Writes a file that is gone once the test has ended, and returns its path. */
export function writeFile(content: string | Uint8Array): string {
  const folder = mkdtempSync(path.join(tmpdir(), "balcao-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, "file.csv");
  writeFileSync(file, content);
  return file;
}
