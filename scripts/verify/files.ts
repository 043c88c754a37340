import { globSync, readFileSync } from "node:fs";
import path from "node:path";

export const root: string = path.join(import.meta.dirname, "..", "..");

const elsewhere = new Set(["node_modules", "dist", ".git", ".data", ".turbo", ".output", "coverage"]);

/** Files of the repository that match, with `/` in their paths: what is installed, built or kept by the program is left out. */
export function findFiles(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: root, exclude: (name) => elsewhere.has(path.basename(name)) })
    .filter((file) => path.extname(file) !== "" || !file.endsWith("/"))
    .map((file) => file.split(path.sep).join("/"))
    .sort();
}

export const read = (file: string): string => readFileSync(path.join(root, file), "utf8");

export const readBytes = (file: string): Uint8Array => readFileSync(path.join(root, file));

export const readJson = (file: string): unknown => JSON.parse(read(file));
