import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { SnapshotManifest } from "@balcao/sync/protocol";
import type { SnapshotArchive } from "@balcao/sync/server/snapshots";

const compress = promisify(gzip);
const scopeShape = /^[0-9a-f-]{36}$/;
const versionShape = /^[0-9a-f]{24}$/;
/** The published one, and the one before it for devices that are still loading it. */
const versionsKept = 2;

export interface DiskArchive extends SnapshotArchive {
  /** A chunk's gzip bytes, or null when there is no such chunk. */
  readonly read: (scope: string, version: string, chunk: number) => Promise<Uint8Array<ArrayBuffer> | null>;
}

/**
 * Keeps snapshot chunks as gzip files under `folder/<scope>/<version>/`, and the newest manifest of each scope beside
 * them. A build that was interrupted leaves no manifest, so nobody reads it.
 */
export function diskArchive(folder: string): DiskArchive {
  const versionFolder = (scope: string, version: string) => path.join(folder, scope, version);
  const fileOf = (scope: string, version: string, chunk: number) =>
    path.join(versionFolder(scope, version), `${chunk}.json.gz`);
  /** Scope -> the version whose files were all there when they were last looked for. */
  const whole = new Map<string, string>();
  /** Of what was cleared away or lost with the power, not all need be gone. Who is told of a copy must get all of it. */
  const isWhole = async ({ scope, version, chunks }: SnapshotManifest) => {
    if (whole.get(scope) === version) return true;
    const files = await Promise.all(chunks.map((_, chunk) => stat(fileOf(scope, version, chunk))));
    const found = files.every(({ size }) => size > 0);
    if (found) whole.set(scope, version);
    return found;
  };
  return {
    write: async (scope, version, chunk, json) => {
      await mkdir(versionFolder(scope, version), { recursive: true });
      await writeFile(fileOf(scope, version, chunk), await compress(json, { level: 6 }));
    },
    publish: async (manifest) => {
      await mkdir(path.join(folder, manifest.scope), { recursive: true });
      const file = path.join(folder, manifest.scope, "manifest.json");
      const partial = `${file}.${manifest.version}.partial`;
      await writeFile(partial, JSON.stringify(manifest));
      await rename(partial, file);
      await dropOldVersions(path.join(folder, manifest.scope), manifest.version);
    },
    newest: async (scope) => {
      try {
        const text = await readFile(path.join(folder, scope, "manifest.json"), "utf8");
        const manifest = JSON.parse(text) as SnapshotManifest;
        return (await isWhole(manifest)) ? manifest : null;
      } catch {
        // None was published yet, or the folder was cleared, in part or whole: it is built anew.
        return null;
      }
    },
    read: async (scope, version, chunk) => {
      if (!scopeShape.test(scope) || !versionShape.test(version) || !Number.isSafeInteger(chunk)) return null;
      try {
        // Whole, a chunk being small: a stream stays open when nobody reads it, as behind a HEAD.
        const bytes = await readFile(fileOf(scope, version, chunk));
        if (bytes.length > 0) return bytes;
      } catch {
        // There is no such file.
      }
      whole.delete(scope);
      return null;
    },
  };
}

async function dropOldVersions(scopeFolder: string, current: string): Promise<void> {
  const entries = await readdir(scopeFolder, { withFileTypes: true });
  const versions = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory() && entry.name !== current)
      .map(async (entry) => ({ name: entry.name, at: (await stat(path.join(scopeFolder, entry.name))).mtimeMs })),
  );
  const old = versions.toSorted((a, b) => b.at - a.at).slice(versionsKept - 1);
  await Promise.all(old.map(({ name }) => rm(path.join(scopeFolder, name), { recursive: true, force: true })));
}
