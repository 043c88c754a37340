import { appendFileSync, cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A copy of the built app, to be served in its stead. */
export interface AppCopy {
  readonly folder: string;
  /** Makes it the next version, which browsers find once the server has started again. */
  readonly release: () => void;
  readonly remove: () => void;
}

/** Copies the built app to a folder of its own. */
export function copyApp(): AppCopy {
  const folder = mkdtempSync(path.join(tmpdir(), "balcao-app-"));
  cpSync(path.join(import.meta.dirname, "..", "..", "apps", "pwa", "dist"), folder, { recursive: true });
  return {
    folder,
    release: () => {
      // The build's compressed forms would be served as they were.
      for (const packed of ["sw.js.br", "sw.js.gz"]) rmSync(path.join(folder, packed), { force: true });
      appendFileSync(path.join(folder, "sw.js"), "\n// The next version.\n");
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
