import type { SnapshotManifest } from "@balcao/sync/protocol";

const cacheName = "balcao-snapshots";
const manifestPath = (scope: string) => `/__snapshot/${scope}`;

/**
 * The chunks that are here, as this page knows them: to ask Cache Storage for each of some hundred takes longer than to
 * fetch them. Read anew with each manifest.
 */
let known: Promise<ReadonlySet<string>> | null = null;

/**
 * Snapshot chunks as they came, in Cache Storage, outside of the local database. Should that be lost while there is no
 * network, the counter comes back with the catalogue of the last copy, as far as it had come. Only the newest version of a
 * scope is kept.
 * Storage may be full, or denied: the copy is a convenience, the rows themselves are what counts.
 */
export const chunkCache = {
  async keepManifest(manifest: SnapshotManifest): Promise<void> {
    known = null;
    const before = await this.manifest(manifest.scope);
    if (before?.version === manifest.version) return;
    await unlessFull(async () => {
      const cache = await caches.open(cacheName);
      await cache.put(manifestPath(manifest.scope), Response.json(manifest));
      const old = (await cache.keys()).filter((request) => isChunkOf(request, manifest.scope, manifest.version));
      await Promise.all(old.map((request) => cache.delete(request)));
    });
  },
  async manifest(scope: string): Promise<SnapshotManifest | null> {
    known = null;
    const found = await kept(manifestPath(scope));
    return found === null ? null : ((await found.json()) as SnapshotManifest);
  },
  async chunk(url: string): Promise<Response | null> {
    known ??= keptPaths();
    return (await known).has(url) ? kept(url) : null;
  },
  async keepChunk(url: string, response: Response): Promise<void> {
    await unlessFull(async () => (await caches.open(cacheName)).put(url, response));
  },
  /** Forgets everything: the device belongs to another store or chain now. */
  async clear(): Promise<void> {
    await caches.delete(cacheName);
  },
};

async function kept(url: string): Promise<Response | null> {
  return (await caches.match(url, { cacheName }).catch(() => undefined)) ?? null;
}

async function keptPaths(): Promise<ReadonlySet<string>> {
  try {
    const requests = await (await caches.open(cacheName)).keys();
    return new Set(requests.map(({ url }) => new URL(url).pathname));
  } catch {
    return new Set();
  }
}

async function unlessFull(keep: () => Promise<unknown>): Promise<void> {
  await keep().catch(() => undefined);
}

/** A chunk of the scope in another version than the given one. */
function isChunkOf(request: Request, scope: string, version: string): boolean {
  const { pathname } = new URL(request.url);
  return (
    pathname.startsWith(`/api/sync/snapshot/${scope}/`) &&
    !pathname.startsWith(`/api/sync/snapshot/${scope}/${version}/`)
  );
}
