import { findFiles, read, readJson } from "./files.ts";
import { report } from "./report.ts";

/** The first versions without a known hole (advisories of 2025 and 2026). */
const floors: Readonly<Record<string, string>> = {
  "better-auth": "1.6.11",
  hono: "4.12.21",
  "@trpc/server": "11.8.0",
  "drizzle-orm": "0.45.2",
  ws: "8.21.3",
};
/** Packages that must not come in, with their reason. */
const refused: Readonly<Record<string, string>> = {
  xlsx: "the version on npm has two unfixed holes",
};

type Dependencies = Readonly<Record<string, string>>;
interface Manifest {
  readonly dependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
  readonly optionalDependencies?: Dependencies;
  readonly peerDependencies?: Dependencies;
}

const exact = /^(\d+\.\d+\.\d+(-[\w.]+)?|workspace:\*)$/;

const loose = findFiles("**/package.json").flatMap((file) => {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies } = readJson(file) as Manifest;
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies, ...peerDependencies })
    .filter(([, version]) => !exact.test(version))
    .map(([name, version]) => `${file}: ${name} is ${version}, which is not one version`);
});

/** Every package and version of the lockfile. */
const locked = [
  ...read("pnpm-lock.yaml").matchAll(/^ {2}'?((?:@[\w.-]+\/)?[\w.-]+)@(\d+\.\d+\.\d+[\w.+-]*)'?:$/gm),
].map(([, name = "", version = ""]) => ({ name, version }));

function isBelow(version: string, floor: string): boolean {
  const [a = [], b = []] = [version, floor].map((text) => text.split(/[.+-]/).slice(0, 3).map(Number));
  const index = a.findIndex((part, position) => part !== b[position]);
  return index === -1 ? version.includes("-") : (a[index] ?? 0) < (b[index] ?? 0);
}

const low = locked
  .filter(({ name, version }) => floors[name] !== undefined && isBelow(version, floors[name]))
  .map(({ name, version }) => `pnpm-lock.yaml: ${name} ${version} is below ${floors[name]}`);
const absent = Object.keys(floors)
  .filter((name) => !locked.some((entry) => entry.name === name))
  .map((name) => `pnpm-lock.yaml: ${name} has a floor and is not there`);
const unwanted = locked
  .filter(({ name }) => refused[name] !== undefined)
  .map(({ name }) => `pnpm-lock.yaml: ${name} is refused: ${refused[name]}`);

report([...new Set([...loose, ...low, ...absent, ...unwanted])], "Pin one version, at its floor or above.");
