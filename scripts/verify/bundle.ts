import { gzipSync } from "node:zlib";
import { readBytes, readJson } from "./files.ts";
import { report } from "./report.ts";

/** Kilobytes of JavaScript, gzip, that a tablet needs before somebody can sign in and sell: what it is, rounded up (docs/performance.md says what it should be). */
const limit = 380;

/** The app itself, and the screens on the way to the counter. */
const screens = [
  "index.html",
  "src/app/entry/sign-in-route.tsx",
  "src/app/counter/counter-layout.tsx",
  "src/app/counter/sale-route.tsx",
];

/** What Vite says of the files that it wrote (https://vite.dev/guide/backend-integration). */
interface Built {
  readonly file: string;
  readonly imports?: readonly string[];
}

const dist = "apps/pwa/dist";
const manifest = readJson(`${dist}/.vite/manifest.json`) as Readonly<Record<string, Built>>;

/** The files of a part and of all that it cannot do without. */
function filesOf(name: string, seen: Set<string>): void {
  const built = manifest[name];
  if (built === undefined) throw new Error(`${name} is not in what was built: the list of screens is old`);
  if (seen.has(built.file)) return;
  seen.add(built.file);
  for (const needed of built.imports ?? []) filesOf(needed, seen);
}

const files = new Set<string>();
for (const screen of screens) filesOf(screen, files);
const bytes = [...files].reduce((sum, file) => sum + gzipSync(readBytes(`${dist}/${file}`), { level: 9 }).length, 0);
const kilobytes = bytes / 1_000;
process.stdout.write(`sign-in and counter: ${kilobytes.toFixed(1)} kB of JavaScript in ${files.size} files, gzip\n`);

report(
  kilobytes > limit ? [`${kilobytes.toFixed(1)} kB of JavaScript before the first sale`] : [],
  `Load what is not needed for the first sale when it is asked for: at most ${limit} kB, gzip.`,
);
