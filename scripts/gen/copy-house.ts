import { cpSync, existsSync, mkdirSync, readdirSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import path from "node:path";
import { root } from "../verify/files.ts";

const elsewhere = new Set(["node_modules", "dist", ".git", ".data", ".turbo", ".output"]);
const packages = [".", "apps/api", "apps/pwa", "packages/db", "packages/shared", "packages/sync", "e2e", "bench"];

/** Copies the house's own files to `target`, with links to what is installed: its packages see each other there. */
export function copyHouse(target: string): void {
  rmSync(target, { recursive: true, force: true });
  cpSync(root, target, {
    recursive: true,
    filter: (file) => !elsewhere.has(path.basename(file)) && !file.endsWith(".tsbuildinfo"),
  });
  for (const folder of packages)
    linkModules(path.join(root, folder, "node_modules"), path.join(target, folder, "node_modules"), target);
}

function linkModules(from: string, to: string, target: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from).filter(
    (entry) => !entry.startsWith(".") || entry === ".bin" || entry === ".pnpm",
  )) {
    const source = path.join(from, name);
    if (name.startsWith("@")) {
      linkModules(source, path.join(to, name), target);
      continue;
    }
    const real = realpathSync(source);
    const own = !path.relative(root, real).split(path.sep).includes("node_modules");
    symlinkSync(own ? path.join(target, path.relative(root, real)) : real, path.join(to, name), "junction");
  }
}
