import { gzipSync } from "node:zlib";
import { counterFileNames } from "../../apps/pwa/build/counter-files.ts";
import { readBytes, readJson } from "./files.ts";
import { report } from "./report.ts";

/** Kilobytes of JavaScript, gzip, that a tablet needs before somebody can sign in and sell: what it is, rounded up (docs/performance.md says what it should be). */
const limit = 280;

/** What Vite says of the files that it wrote (https://vite.dev/guide/backend-integration). */
interface Built {
  readonly name?: string;
  readonly file: string;
  readonly imports?: readonly string[];
}

const dist = "apps/pwa/dist";
const manifest = readJson(`${dist}/.vite/manifest.json`) as Readonly<Record<string, Built>>;

/** The files of a part and of all that it cannot do without. */
function filesOf(name: string, seen: Set<string>): void {
  const built = manifest[name];
  if (built === undefined) throw new Error(`${name} is not in what was built: the names of the files are old`);
  if (seen.has(built.file)) return;
  seen.add(built.file);
  for (const needed of built.imports ?? []) filesOf(needed, seen);
}

const files = new Set<string>();
filesOf("index.html", files);
for (const wanted of counterFileNames) {
  const [key = wanted] = Object.entries(manifest).find(([, { name }]) => name === wanted) ?? [];
  filesOf(key, files);
}
const bytes = [...files].reduce((sum, file) => sum + gzipSync(readBytes(`${dist}/${file}`), { level: 9 }).length, 0);
const kilobytes = bytes / 1_000;
process.stdout.write(`sign-in and counter: ${kilobytes.toFixed(1)} kB of JavaScript in ${files.size} files, gzip\n`);

report(
  kilobytes > limit ? [`${kilobytes.toFixed(1)} kB of JavaScript before the first sale`] : [],
  `Load what is not needed for the first sale when it is asked for: at most ${limit} kB, gzip.`,
);
