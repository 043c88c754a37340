import path from "node:path";
import { findFiles, read } from "./files.ts";
import { literalTexts, namesUsed, readCatalogues } from "./message-syntax.ts";
import { report } from "./report.ts";

// The catalogue of messages: each slice of the app has messages.ts or several *-messages.ts (kernel/i18n/messages.ts, `defineMessages`) with the
// same keys in both languages, every key is used, and no other file has words for the screen.

const app = "apps/pwa/src";
const sources = findFiles(`${app}/**/*.{ts,tsx}`).filter((file) => !/\.test\.tsx?$/.test(file));
const catalogues = sources.filter((file) => file.endsWith("messages.ts") && !file.includes("/i18n/"));
const folderOf = (file: string) => path.posix.dirname(file);

/** Files that can reach a catalogue's texts: those beside or below it, and those that import it. */
function readersOf(catalogue: string): string[] {
  return sources.filter(
    (file) => file !== catalogue && (file.startsWith(`${folderOf(catalogue)}/`) || importsOf(file).includes(catalogue)),
  );
}

function importsOf(file: string): string[] {
  const specifiers = [...read(file).matchAll(/from "(\.[^"]+)"/g)].map(([, specifier = ""]) => specifier);
  return specifiers.map((specifier) => path.posix.join(folderOf(file), specifier));
}

let words: string[] | undefined;

function sharedWords(): string[] {
  words ??= findFiles("packages/shared/src/**/*.ts").flatMap((file) => [...namesUsed(file, read(file)).names]);
  return words;
}

function catalogueProblems(file: string): string[] {
  const found = readCatalogues(file, read(file));
  if (found.length === 0 && file.endsWith("/messages.ts")) return [`${file}: no defineMessages({ pt: {…}, en: {…} })`];
  const reached = readersOf(file).map((reader) => namesUsed(reader, read(reader)));
  const used = new Set(reached.flatMap(({ names }) => names));
  // What is worked out is one of the shared words, such as a role or a kind of payment.
  if (reached.some(({ dynamic }) => dynamic)) sharedWords().forEach((word) => used.add(word));
  return found.flatMap(({ pt, en }) => [
    ...pt.filter((key) => !en.includes(key)).map((key) => `${file}: ${key} has no English`),
    ...en.filter((key) => !pt.includes(key)).map((key) => `${file}: ${key} has no Portuguese`),
    ...pt.filter((key) => !used.has(key)).map((key) => `${file}: ${key} is not used`),
  ]);
}

const slices = new Set(
  sources.map((file) => /^apps\/pwa\/src\/features\/[^/]+/.exec(file)?.[0]).filter((slice) => slice !== undefined),
);
const silent = [...slices].filter(
  (slice) =>
    sources.some((file) => file.startsWith(`${slice}/`) && file.endsWith(".tsx")) &&
    !catalogues.some((file) => file.startsWith(`${slice}/`)),
);

report(
  [
    ...silent.map((slice) => `${slice}: screens, and no catalogue of messages`),
    ...catalogues.flatMap(catalogueProblems),
    ...sources.filter((file) => file.endsWith(".tsx")).flatMap((file) => literalTexts(file, read(file))),
  ],
  "Words for the screen stand in the slice's messages.ts, in both languages.",
);
