import { spawnSync } from "node:child_process";
import { appendFileSync } from "node:fs";
import path from "node:path";
import { BadName, namesOf, takenBy } from "./gen/names.ts";
import { writeAll } from "./gen/plan.ts";
import { renderSlice } from "./gen/slice.ts";
import { tenantTable, wire } from "./gen/wiring.ts";
import { findFiles, root } from "./verify/files.ts";

const usage = "pnpm gen feature <name> [<one of its rows>], such as: pnpm gen feature gift-cards gift-card";

/** Writes a slice into every layer of the house; everything is checked before the first file is written. */
function generateFeature(name: string, row: string | undefined): void {
  const names = namesOf(name, row);
  const taken = takenBy(names);
  if (taken !== null) throw new BadName(`There is ${taken} already. Take another name.`);
  const files = { ...renderSlice(names), ...wire(names) };
  writeAll(files);
  makeMigration(names.table);
  run("oxfmt", ["node_modules/.bin/oxfmt", ...Object.keys(files)]);
  process.stdout.write(`${Object.keys(files).join("\n")}\n\nNext: pnpm vitest run ${names.slice}\n`);
}

/** drizzle-kit writes the table; what it does not know of, row security and the feed, is added to the same file. */
function makeMigration(table: string): void {
  run("drizzle-kit", ["packages/db/node_modules/.bin/drizzle-kit", "generate", "--name", table], "packages/db");
  const file = findFiles(`packages/db/migrations/*_${table}.sql`).at(-1);
  if (file === undefined) throw new Error("drizzle-kit has written no migration");
  appendFileSync(path.join(root, file), tenantTable(table));
}

function run(name: string, [program = "", ...parameters]: readonly string[], folder = "."): void {
  const { status, stdout, stderr, error } = spawnSync(path.join(root, program), parameters, {
    cwd: path.join(root, folder),
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`${name} failed: ${error?.message ?? `${stdout}${stderr}`}`);
}

const [what, name, row] = process.argv.slice(2);
try {
  if (what !== "feature" || name === undefined) throw new BadName(usage);
  generateFeature(name, row);
} catch (error) {
  if (!(error instanceof BadName)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
