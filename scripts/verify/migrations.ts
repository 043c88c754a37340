import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { findFiles, read, readJson, root } from "./files.ts";
import { report } from "./report.ts";

// A migration that has run in a shop never changes: migrations/released.json keeps what each one was.
// `pnpm release:migrations` adds those that are new.

const folder = "packages/db/migrations";
const list = `${folder}/released.json`;

const released = readJson(list) as Readonly<Record<string, string>>;
const journal = readJson(`${folder}/meta/_journal.json`) as {
  readonly entries: readonly { readonly idx: number; readonly tag: string; readonly when: number }[];
};
const files = findFiles(`${folder}/*.sql`).map((file) => path.basename(file));
const planned = journal.entries.map(({ tag }) => `${tag}.sql`);

const hashOf = (name: string) =>
  createHash("sha256")
    .update(read(`${folder}/${name}`))
    .digest("hex");

function problems(): string[] {
  const names = Object.keys(released);
  return [
    ...names.filter((name) => !files.includes(name)).map((name) => `${name} is released and gone`),
    ...names
      .filter((name) => files.includes(name) && hashOf(name) !== released[name])
      .map((name) => `${name} is released and has changed`),
    ...names.filter((name, index) => planned[index] !== name).map((name) => `${name} is not where it was in the order`),
    ...files.filter((name) => !planned.includes(name)).map((name) => `${name} is not in the journal`),
    ...planned.filter((name) => !files.includes(name)).map((name) => `${name} is in the journal and not there`),
    ...planned
      .filter((name, index) => !new RegExp(`^${String(index).padStart(4, "0")}_[a-z0-9_]+\\.sql$`).test(name))
      .map((name) => `${name} is not numbered and named`),
    ...journal.entries
      .filter(({ when }, index) => index > 0 && when <= (journal.entries[index - 1]?.when ?? 0))
      .map(({ tag }) => `${tag} is older than the one before it, so a database in use would skip it`),
  ];
}

if (process.argv.includes("--release")) {
  const added = planned.filter((name) => released[name] === undefined).map((name) => [name, hashOf(name)]);
  writeFileSync(
    path.join(root, list),
    `${JSON.stringify({ ...released, ...(Object.fromEntries(added) as object) }, null, 2)}\n`,
  );
}
report(problems(), "Put it back as it was and add a migration after the last one (packages/db/drizzle.config.ts).");
