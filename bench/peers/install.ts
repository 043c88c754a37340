import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

const here = import.meta.dirname;

/** Installs what the peers' own lockfile names, unless it is there. */
export function install(): void {
  const [wanted, present] = ["pnpm-lock.yaml", "node_modules/.pnpm/lock.yaml"].map((file) => path.join(here, file));
  if (wanted === undefined || present === undefined) return;
  if (existsSync(present) && readFileSync(wanted, "utf8") === readFileSync(present, "utf8")) return;
  const { packageManager } = JSON.parse(readFileSync(path.join(here, "../../package.json"), "utf8")) as {
    readonly packageManager: string;
  };
  process.stderr.write("Installing the peers' packages.\n");
  const { status } = spawnSync("npx", ["--yes", packageManager, "install", "--frozen-lockfile"], {
    cwd: here,
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0) throw new Error("The peers' packages could not be installed.");
}
