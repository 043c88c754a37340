import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { read, root } from "../verify/files.ts";

/** Writes files by their paths in the repository. */
export function writeAll(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

/** A place in a file, the first that matches, and what stands there afterwards. */
export interface Edit {
  readonly at: RegExp;
  readonly to: (found: string) => string;
}

/** A file's text with edits made. Throws when a place is gone: then this generator is out of date. */
export function edited(file: string, edits: readonly Edit[]): string {
  return edits.reduce((text, { at, to }) => {
    if (!at.test(text)) throw new Error(`${file} has no ${String(at)} any more: mend scripts/gen/wiring.ts`);
    return text.replace(at, to);
  }, read(file));
}
