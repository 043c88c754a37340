import { findFiles, read, readJson } from "./files.ts";
import { report } from "./report.ts";

const limit = 300;

/** Files that may be longer, each with its reason. */
const reasons = readJson("scripts/verify/large-files.json") as Readonly<Record<string, string>>;

const lines = (file: string) => read(file).split("\n").length - 1;
const large = findFiles("**/*.{ts,tsx,mjs,css}").filter((file) => lines(file) > limit);

report(
  [
    ...large.filter((file) => !reasons[file]).map((file) => `${file}: ${lines(file)} lines`),
    ...Object.keys(reasons)
      .filter((file) => !large.includes(file))
      .map((file) => `large-files.json: ${file} is short enough, or gone`),
  ],
  `Split a file of more than ${limit} lines by verb, or give its reason in scripts/verify/large-files.json.`,
);
