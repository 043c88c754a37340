import type { SnapshotManifest } from "@balcao/sync/protocol";

const cacheName = "balcao-snapshots";
const manifestPath = (scope: string) => `/__snapshot/${scope}`;

/**
 * Snapshot chunks as they came, in Cache Storage, outside of the local database. Should that be lost while there is no
 * network, the counter comes back with the catalogue of the last full copy. Only the newest version of a scope is kept.
 */
export const chunkCache = {
  async keepManifest(manifest: SnapshotManifest): Promise<void> {
    const cache = await caches.open(cacheName);
    const before = await this.manifest(manifest.scope);
    if (before?.version === manifest.version) return;
    await cache.put(manifestPath(manifest.scope), Response.json(manifest));
    const old = (await cache.keys()).filter((request) => isChunkOf(request, manifest.scope, manifest.version));
    await Promise.all(old.map((request) => cache.delete(request)));
  },
  async manifest(scope: string): Promise<SnapshotManifest | null> {
    const found = await caches.match(manifestPath(scope), { cacheName });
    return found === undefined ? null : ((await found.json()) as SnapshotManifest);
  },
  async chunk(url: string): Promise<Response | null> {
    return (await caches.match(url, { cacheName })) ?? null;
  },
  async keepChunk(url: string, response: Response): Promise<void> {
    const cache = await caches.open(cacheName);
    // Storage may be full: the copy is a convenience, the rows themselves are what counts.
    await cache.put(url, response).catch(() => undefined);
  },
  /** Forgets everything: the device belongs to another store or chain now. */
  async clear(): Promise<void> {
    await caches.delete(cacheName);
  },
};

/** A chunk of the scope in another version than the given one. */
function isChunkOf(request: Request, scope: string, version: string): boolean {
  const { pathname } = new URL(request.url);
  return (
    pathname.startsWith(`/api/sync/snapshot/${scope}/`) &&
    !pathname.startsWith(`/api/sync/snapshot/${scope}/${version}/`)
  );
}
