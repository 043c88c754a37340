import type { SnapshotManifest } from "@balcao/sync/protocol";

const cacheName = "balcao-snapshots";
/** Where the manifest of a copy that is whole here is kept, and that of one whose chunks are still being copied. */
const wholePath = (scope: string) => `/__snapshot/${scope}`;
const comingPath = (scope: string) => `/__snapshot/${scope}/coming`;

const versionPath = ({ scope, version }: Copy) => `/__snapshot/${scope}/${version}/`;
const chunkPath = (copy: Copy, index: number) => versionPath(copy) + String(index);

type Copy = Pick<SnapshotManifest, "scope" | "version">;

/** The gzip bytes of a chunk, or null when it cannot be had any more. */
type ReadChunk = (manifest: SnapshotManifest, index: number) => Promise<Uint8Array<ArrayBuffer> | null>;

/**
 * Snapshots as they came, in Cache Storage, outside of the local database. Should that be lost while there is no network,
 * the counter comes back with the catalogue of the last full copy. Chunks are copied when nobody waits for anything, and
 * the copy before is kept until they are all here. Storage may be full, or denied: the copy is a convenience, the rows
 * themselves are what counts.
 */
export const chunkCache = {
  /** Notes that the chunks of this version are to be copied. */
  async expect(manifest: SnapshotManifest): Promise<void> {
    await unlessFull(async () => {
      if ((await this.manifest(manifest.scope))?.version === manifest.version) return;
      await (await caches.open(cacheName)).put(comingPath(manifest.scope), Response.json(manifest));
    });
  },
  /** The copy of a scope that is whole here, or null. */
  manifest: (scope: string): Promise<SnapshotManifest | null> => readManifest(wholePath(scope)),
  /** The gzip bytes of so many chunks of it, from one on; null when one of them is not here. */
  async chunks(copy: Copy, from: number, count: number): Promise<readonly Uint8Array[] | null> {
    const paths = Array.from({ length: count }, (_, place) => chunkPath(copy, from + place));
    const found = await Promise.all(paths.map((path) => caches.match(path, { cacheName }).catch(() => undefined)));
    const kept = found.filter((response) => response !== undefined);
    if (kept.length < count) return null;
    return Promise.all(kept.map(async (response) => new Uint8Array(await response.arrayBuffer())));
  },
  /** Copies chunks until every version that is expected is whole, or `isWanted` says no. */
  async complete(read: ReadChunk, isWanted: () => boolean): Promise<void> {
    await unlessFull(async () => {
      const cache = await caches.open(cacheName);
      const coming = (await pathsIn(cache)).filter((path) => path.endsWith("/coming"));
      for (const path of coming) {
        const manifest = await readManifest(path);
        if (manifest !== null) await completeOne(cache, manifest, read, isWanted);
      }
    });
  },
  /** Forgets everything: the device belongs to another store or chain now. */
  async clear(): Promise<void> {
    await caches.delete(cacheName);
  },
};

async function completeOne(
  cache: Cache,
  manifest: SnapshotManifest,
  read: ReadChunk,
  isWanted: () => boolean,
): Promise<void> {
  const { scope } = manifest;
  const here = new Set(await pathsIn(cache));
  for (const index of manifest.chunks.keys()) {
    const path = chunkPath(manifest, index);
    if (here.has(path)) continue;
    if (!isWanted()) return;
    const bytes = await read(manifest, index);
    if (bytes === null) {
      // The server has a newer version: that one will be expected when it is loaded.
      await cache.delete(comingPath(scope));
      return;
    }
    await cache.put(path, new Response(bytes));
  }
  await cache.put(wholePath(scope), Response.json(manifest));
  await cache.delete(comingPath(scope));
  const isOld = (path: string) =>
    isOfEarlierRelease(path) || (path.startsWith(`/__snapshot/${scope}/`) && !path.startsWith(versionPath(manifest)));
  await Promise.all([...here].filter(isOld).map((path) => cache.delete(path)));
}

/** Earlier releases kept chunks as text. */
function isOfEarlierRelease(path: string): boolean {
  return path.startsWith("/api/");
}

async function pathsIn(cache: Cache): Promise<readonly string[]> {
  return (await cache.keys()).map(({ url }) => new URL(url).pathname);
}

async function readManifest(path: string): Promise<SnapshotManifest | null> {
  try {
    const found = await caches.match(path, { cacheName });
    return found === undefined ? null : ((await found.json()) as SnapshotManifest);
  } catch {
    return null;
  }
}

async function unlessFull(keep: () => Promise<unknown>): Promise<void> {
  await keep().catch(() => undefined);
}
