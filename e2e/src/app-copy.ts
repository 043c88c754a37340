import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** A copy of the built app, to be served in its stead. */
export interface AppCopy {
  readonly folder: string;
  /** Makes it the next version, which browsers find once the server has started again. */
  readonly release: () => void;
  /**
   * Makes it the next version as a build would: every script has another name, and the local database another version, so
   * that it has to be upgraded. `edit` changes the scripts further.
   */
  readonly releaseUpgrade: (edit?: (script: string) => string) => void;
  /** Lets browsers take some seconds longer to store it, as over a bad line, until the next version by `releaseUpgrade`. */
  readonly slowDown: () => void;
  /** Lets its service worker wait for answers for as long as the browser lets it. */
  readonly waitLonger: () => void;
  readonly remove: () => void;
}

const slowInstall =
  '\naddEventListener("install", (event) => event.waitUntil(new Promise((done) => setTimeout(done, 5000))));\n';

const patience = "\nAbortSignal.timeout = () => new AbortController().signal;\n";

/** Copies the built app to a folder of its own. */
export function copyApp(): AppCopy {
  const folder = mkdtempSync(path.join(tmpdir(), "balcao-app-"));
  cpSync(path.join(import.meta.dirname, "..", "..", "apps", "pwa", "dist"), folder, { recursive: true });
  return {
    folder,
    release: () => {
      removePacked(folder);
      appendFileSync(path.join(folder, "sw.js"), "\n// The next version.\n");
    },
    releaseUpgrade: (edit) => {
      removePacked(folder);
      upgrade(folder, edit ?? ((script) => script));
    },
    slowDown: () => appendFileSync(path.join(folder, "sw.js"), slowInstall),
    waitLonger: () => {
      removePacked(folder);
      appendFileSync(path.join(folder, "sw.js"), patience);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}

/** The build's compressed forms would be served as they were. */
function removePacked(folder: string): void {
  for (const name of filesOf(folder)) if (/\.(?:br|gz)$/.test(name)) rmSync(path.join(folder, name));
}

function upgrade(folder: string, edit: (script: string) => string): void {
  const scripts = filesOf(path.join(folder, "assets")).filter((name) => name.endsWith(".js"));
  const renamed = new Map(scripts.map((name) => [name, name.replace(/\.js$/, "-next.js")]));
  let raised = 0;
  const next = (text: string) =>
    edit(text)
      .replace(/[\w.-]+\.js\b/g, (name) => renamed.get(name) ?? name)
      .replace(/(\([`"']balcao[`"'],)(\d+),/g, (_, call: string, version: string) => {
        raised += 1;
        return `${call}${Number(version) + 1},`;
      });
  for (const name of scripts) change(folder, path.join("assets", name), next);
  for (const [from, to] of renamed) renameSync(path.join(folder, "assets", from), path.join(folder, "assets", to));
  change(folder, "index.html", next);
  change(folder, "sw.js", (text) =>
    next(text)
      .replace(slowInstall, "")
      .replace(/("revision":"\w+)(","url":"index\.html")/, "$1next$2"),
  );
  // Once in the page's scripts, once in the service worker's.
  if (raised !== 2) throw new Error(`the local database's version stands ${raised} times in the built app, not twice`);
}

function change(folder: string, name: string, by: (text: string) => string): void {
  const file = path.join(folder, name);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, by(text));
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" });
}
