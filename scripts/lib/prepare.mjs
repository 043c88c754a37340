import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { inRepository, pinnedEnvironment, pinnedNode, pinnedPackageManager } from "./repository.mjs";
import { run } from "./run.mjs";

/** A step that failed, in words for the person who started it. */
export class StepFailed extends Error {}

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

/** Installs the packages that pnpm-lock.yaml names, unless they are there. */
export async function install() {
  if (isInstalled()) return;
  say("Installing packages. The first time takes a minute or two.");
  const started = Date.now();
  const { NODE_ENV: _, ...env } = process.env;
  const { code, output } = await run(
    // Node and the build tools are development packages, and nobody is there to answer a question.
    [...packageManager(), "install", "--frozen-lockfile", "--prod=false", "--config.confirmModulesPurge=false"],
    { env: { ...env, npm_config_loglevel: "error" } },
  );
  if (code === 0 && existsSync(pinnedNode)) {
    say(`Packages are installed (${seconds(started)}).`);
    return;
  }
  fail("The packages could not be installed. Is the npm registry within reach (network, proxy, `npm ping`)?", output);
}

/** pnpm keeps a copy of the lockfile that it has installed; the same copy means nothing to do. */
function isInstalled() {
  const [wanted, present] = ["pnpm-lock.yaml", "node_modules/.pnpm/lock.yaml"].map(inRepository);
  if (wanted === undefined || present === undefined || !existsSync(present) || !existsSync(pinnedNode)) return false;
  return readFileSync(wanted, "utf8") === readFileSync(present, "utf8");
}

/** Builds what has changed since the last time; Turborepo keeps the rest. */
export async function build() {
  const started = Date.now();
  const { code, output } = await run(buildCommand(), {
    env: { ...pinnedEnvironment, npm_config_loglevel: "error" },
  });
  if (code !== 0) fail("The app could not be built. What the build said stands above.", output);
  if (!output.includes("FULL TURBO")) say(`The app is built (${seconds(started)}).`);
}

/** @returns {string[]} Turborepo starts pnpm itself, so it runs under pnpm, which need not be installed */
export const buildCommand = () => [...packageManager(), "exec", "turbo", "run", "build"];

/** @param {string} advice @param {string} output @returns {never} */
function fail(advice, output) {
  process.stderr.write(`${output.trimEnd()}\n\n`);
  throw new StepFailed(advice);
}

/** @param {number} started @returns {string} */
const seconds = (started) => `${Math.round((Date.now() - started) / 1000)} s`;

/** @returns {string[]} how to call the pinned pnpm: the one that runs this script, else through npm's npx */
function packageManager() {
  const caller = process.env["npm_execpath"] ?? "";
  if (/pnpm(\.exe)?$/.test(caller)) return [caller];
  const npx = [
    path.join(path.dirname(caller), "npx-cli.js"),
    path.join(path.dirname(process.execPath), "node_modules/npm/bin/npx-cli.js"),
    path.join(path.dirname(process.execPath), "../lib/node_modules/npm/bin/npx-cli.js"),
  ].find((file) => existsSync(file));
  return [...(npx === undefined ? ["npx"] : [process.execPath, npx]), "--yes", pinnedPackageManager()];
}
