import type { SnapshotManifest } from "@balcao/sync/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { chunkCache } from "./chunk-cache.ts";

const origin = "https://balcao.example";
const always = () => true;

/** Cache Storage with one cache, which takes so many more records. */
function cacheStorage(room = Infinity) {
  const kept = new Map<string, Response>();
  const cache = {
    put: async (path: string, response: Response) => {
      if (kept.size >= room && !kept.has(path)) throw new DOMException("full", "QuotaExceededError");
      kept.set(path, response);
    },
    keys: async () => [...kept.keys()].map((path) => ({ url: origin + path })),
    delete: async (path: string) => kept.delete(path),
  };
  vi.stubGlobal("caches", {
    open: async () => cache,
    match: async (path: string) => kept.get(path)?.clone(),
    delete: async () => kept.clear(),
  });
  return kept;
}

/** A version of the shop's copy with three chunks. */
const version = (name: string) =>
  ({ scope: "shop", version: name, chunks: [{}, {}, {}] }) as unknown as SnapshotManifest;
const chunksOf = (kept: ReadonlyMap<string, Response>) =>
  [...kept.keys()].filter((path) => /\d$/.test(path)).map((path) => path.replace("/__snapshot/shop/", ""));

let asked: string[];
const server = async (manifest: SnapshotManifest, index: number) => {
  asked.push(`${manifest.version}/${index}`);
  return new Uint8Array([index]);
};

beforeEach(() => {
  asked = [];
});
afterEach(() => vi.unstubAllGlobals());

test("a copy is there when all of its chunks are, and the one before it until then", async () => {
  const kept = cacheStorage();
  await chunkCache.expect(version("old"));
  await chunkCache.complete(server, always);
  expect((await chunkCache.manifest("shop"))?.version).toBe("old");
  await chunkCache.expect(version("new"));
  let left = 2;
  await chunkCache.complete(server, () => left-- > 0);
  expect((await chunkCache.manifest("shop"))?.version).toBe("old");
  expect(await chunkCache.chunks(version("old"), 1, 2)).toEqual([new Uint8Array([1]), new Uint8Array([2])]);
  expect(await chunkCache.chunks(version("new"), 1, 2)).toBeNull();
  asked.length = 0;
  await chunkCache.complete(server, always);
  expect(asked).toEqual(["new/2"]);
  expect((await chunkCache.manifest("shop"))?.version).toBe("new");
  expect(chunksOf(kept)).toEqual(["new/0", "new/1", "new/2"]);
});

test("what the network breaks off goes on later, and a version that the server has no more is given up", async () => {
  cacheStorage();
  await chunkCache.expect(version("v"));
  await chunkCache.complete(async () => Promise.reject(new TypeError("no network")), always);
  expect(await chunkCache.manifest("shop")).toBeNull();
  await chunkCache.complete(async () => null, always);
  await chunkCache.complete(server, always);
  expect(asked).toEqual([]);
});

test("a copy that is whole is not copied again when its version is loaded again", async () => {
  cacheStorage();
  await chunkCache.expect(version("v"));
  await chunkCache.complete(server, always);
  asked.length = 0;
  await chunkCache.expect(version("v"));
  await chunkCache.complete(server, always);
  expect(asked).toEqual([]);
});

test("a tablet whose storage for copies is full keeps the copy it has", async () => {
  const kept = cacheStorage(5);
  await chunkCache.expect(version("old"));
  await chunkCache.complete(server, always);
  await chunkCache.expect(version("new"));
  await chunkCache.complete(server, always);
  expect((await chunkCache.manifest("shop"))?.version).toBe("old");
  expect(chunksOf(kept)).toEqual(expect.arrayContaining(["old/0", "old/1", "old/2"]));
});

test("a browser that gives no storage for copies loads all the same", async () => {
  vi.stubGlobal("caches", {
    open: () => Promise.reject(new DOMException("denied", "SecurityError")),
    match: () => Promise.reject(new DOMException("denied", "SecurityError")),
  });
  await expect(chunkCache.expect(version("new"))).resolves.toBeUndefined();
  await expect(chunkCache.complete(server, always)).resolves.toBeUndefined();
  expect(await chunkCache.chunks(version("new"), 0, 1)).toBeNull();
  expect(await chunkCache.manifest("shop")).toBeNull();
});
