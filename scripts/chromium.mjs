import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { hasApt, installWithApt } from "./lib/apt.mjs";
import { env } from "./lib/env.mjs";
import { StepFailed } from "./lib/prepare.mjs";
import { inRepository, pinnedNode } from "./lib/repository.mjs";
import { run } from "./lib/run.mjs";

/**
 * @typedef {object} Chromium
 * @property {string} file the program
 * @property {string} origin where it came from, for a person
 */

const isRoot = process.getuid?.() === 0;

/**
 * Finds a Chromium that starts, or installs one.
 * @param {(line: string) => void} say told before something is downloaded
 * @returns {Promise<Chromium>}
 */
export async function provideChromium(say) {
  const found = await findChromium();
  if (found !== null) return found;
  if (env.chromium !== null) throw new StepFailed(`${env.chromium} is no browser that starts. Check BALCAO_CHROMIUM.`);
  if (hasApt) {
    say("Installing Chromium with apt-get.");
    await installWithApt("chromium");
    const installed = await findChromium();
    if (installed !== null) return { ...installed, origin: "installed with apt-get" };
  }
  say("Installing Playwright's Chromium.");
  const { output } = await run([
    pinnedNode,
    playwrightProgram,
    "install",
    ...(isRoot ? ["--with-deps"] : []),
    "chromium",
  ]);
  const installed = await findChromium();
  if (installed !== null) return { ...installed, origin: "installed by Playwright" };
  process.stderr.write(`${output.trimEnd()}\n`);
  throw new StepFailed("No Chromium was found, and none could be installed. Set BALCAO_CHROMIUM to one.");
}

export const playwrightProgram = inRepository("e2e/node_modules/playwright/cli.js");

/** @returns {Promise<Chromium | null>} the first that answers with its version */
async function findChromium() {
  for (const candidate of env.chromium === null
    ? await candidates()
    : [{ file: env.chromium, origin: "named by the environment" }]) {
    if (existsSync(candidate.file) && (await run([candidate.file, "--version"])).code === 0) return candidate;
  }
  return null;
}

/** @returns {Promise<Chromium[]>} */
async function candidates() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env["PATH"] ?? "").split(path.delimiter);
  const programs = [
    ...names.flatMap((name) => folders.map((folder) => path.join(folder, name))),
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ];
  const { chromium } = await import(
    pathToFileURL(
      createRequire(playwrightProgram).resolve("playwright/package.json").replace("package.json", "index.mjs"),
    ).href
  );
  return [
    ...programs.map((file) => ({ file, origin: "found on this machine" })),
    { file: String(chromium.executablePath()), origin: "from Playwright's cache" },
  ];
}
