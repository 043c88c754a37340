import { existsSync, globSync } from "node:fs";
import path from "node:path";
import { findFiles, read, readJson, root } from "./files.ts";
import { acceptanceFaults, promisesOf } from "./promises.ts";
import { report } from "./report.ts";
import { testFaults } from "./spec.ts";

/** Made by running the program, so they need not be there. */
const made = /^(\.data|\.output)\/|(^|\/)(dist|node_modules)(\/|$)/;
const documents = findFiles("*.md", "docs/**/*.md", "packages/*/*.md", "apps/*/*.md", "bench/**/*.md", "e2e/*.md");

/** From where a document may name a path: the repository, or the document's own folder. */
const bases = (document: string) => ["", path.dirname(document)];

function exists(document: string, cited: string): boolean {
  const places = bases(document).map((base) => path.join(base, cited));
  return places.some((place) => existsSync(path.join(root, place)) || globSync(`${place}*`, { cwd: root }).length > 0);
}

/** Paths in backticks, such as `packages/db/src/schema.ts`. A scope (@x/y), an address or a pattern is none. */
function citedPaths(text: string): string[] {
  const inBackticks = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+\/?)`/g)].map(([, cited = ""]) => cited);
  return inBackticks.filter((cited) => /^(\.|[\w-]+\/)/.test(cited) && !made.test(cited) && !isNoPath(cited));
}

/** A media type, or capitals as in LISTEN/NOTIFY. */
const isNoPath = (cited: string) =>
  /^(application|text|image|multipart|font|audio|video)\//.test(cited) || /^[A-Z/]+$/.test(cited);

/** Targets of links within the repository. */
function linkedPaths(text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target.split("#")[0] ?? "");
  return targets.filter((target) => target !== "" && !/^[a-z]+:/.test(target));
}

const scripts = Object.keys((readJson("package.json") as { scripts: object }).scripts);
const builtIn = ["install", "exec", "start", "test", "add", "run", "dlx", "vitest", "turbo"];

/** `pnpm x` and `npm x` in backticks or code blocks. */
function unknownCommands(text: string): string[] {
  const named = [...text.matchAll(/(?:^|`)p?npm (?:run )?([a-z][\w:-]*)/gm)].map(([, name = ""]) => name);
  return named.filter((name) => !scripts.includes(name) && !builtIn.includes(name));
}

const dead = documents.flatMap((document) => {
  const text = read(document);
  return [
    ...[...citedPaths(text), ...linkedPaths(text)]
      .filter((cited) => !exists(document, cited))
      .map((cited) => `${document}: ${cited} does not exist`),
    ...unknownCommands(text).map((name) => `${document}: package.json has no script ${name}`),
  ];
});

const source = (file: string) => (existsSync(path.join(root, file)) ? read(file) : null);

/** Complaints whose tests are not there, and tests of complaints that the page does not tell of. */
function complaintFaults(): string[] {
  const rows = promisesOf(read("docs/complaints.md"));
  const titles = [...read("e2e/specs/complaints.spec.ts").matchAll(/^test\("(.+?)"/gm)].map(([, title = ""]) => title);
  return [
    ...rows.flatMap(({ subject, cell }) => testFaults(subject, cell, source)),
    ...titles
      .filter((title) => !rows.some(({ subject }) => subject === title))
      .map((title) => `docs/complaints.md does not tell of ${title}`),
  ];
}

const index = read("docs/adr/README.md");
const unlinked = findFiles("docs/adr/*.md")
  .map((file) => path.basename(file))
  .filter((name) => name !== "README.md" && !index.includes(`(${name})`));

report(
  [
    ...new Set(dead),
    ...complaintFaults(),
    ...acceptanceFaults(read("docs/counter.md"), source),
    ...unlinked.map((name) => `docs/adr/README.md does not link ${name}`),
  ],
  "Documents name only what is there.",
);
