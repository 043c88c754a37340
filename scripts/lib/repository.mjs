import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Balcão needs Node 20.19 or newer; this is ${process.versions.node}. See https://nodejs.org\n`);
  process.exit(1);
}

export const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..", "..");

/** @param {string} relative @returns {string} the absolute path of a file of the repository */
export const inRepository = (relative) => path.join(root, relative);

/** The pinned Node itself, not a link or shim to it: signals must reach the program that runs. */
export const pinnedNode = inRepository(
  process.platform === "win32" ? "node_modules/node/bin/node.exe" : "node_modules/node/bin/node",
);

/** The environment in which the pinned Node is the one called `node`. */
export const pinnedEnvironment = {
  ...process.env,
  TURBO_TELEMETRY_DISABLED: "1",
  PATH: [path.dirname(pinnedNode), inRepository("node_modules/.bin"), process.env["PATH"]].join(path.delimiter),
};

/** @returns {string} such as `pnpm@12.21.0` */
export function pinnedPackageManager() {
  const manifest = JSON.parse(readFileSync(inRepository("package.json"), "utf8"));
  return String(manifest.packageManager);
}
