import { existsSync } from "node:fs";
import { run } from "./run.mjs";

/** Whether programs can be installed here with apt-get. */
export const hasApt = process.getuid?.() === 0 && existsSync("/etc/debian_version");

/**
 * Installs a Debian package; says on standard error why it could not.
 * @param {string} name
 */
export async function installWithApt(name) {
  const quiet = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  await run(["apt-get", "update"], quiet);
  const { code, output } = await run(["apt-get", "install", "-y", "--no-install-recommends", name], quiet);
  if (code !== 0) process.stderr.write(`${output.trimEnd().split("\n").slice(-15).join("\n")}\n`);
}
