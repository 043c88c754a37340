import type { SnapshotManifest } from "@balcao/sync/protocol";
import { afterEach, expect, test, vi } from "vitest";
import { chunkCache } from "./chunk-cache.ts";

afterEach(() => vi.unstubAllGlobals());

test("a tablet whose storage for copies is full loads all the same, and keeps the copy it has", async () => {
  const before: Partial<SnapshotManifest> = { scope: "shop", version: "old" };
  const deleted: unknown[] = [];
  const cache = {
    put: () => Promise.reject(new DOMException("full", "QuotaExceededError")),
    keys: async () => [{ url: "https://balcao.example/api/sync/snapshot/shop/old/0" }],
    delete: async (request: unknown) => deleted.push(request),
  };
  vi.stubGlobal("caches", { open: async () => cache, match: async () => Response.json(before) });
  const fresh = { scope: "shop", version: "new" } as SnapshotManifest;
  await expect(chunkCache.keepManifest(fresh)).resolves.toBeUndefined();
  await expect(chunkCache.keepChunk("/0", new Response())).resolves.toBeUndefined();
  expect(deleted).toEqual([]);
});

test("a browser that gives no storage for copies loads all the same", async () => {
  vi.stubGlobal("caches", {
    open: () => Promise.reject(new DOMException("denied", "SecurityError")),
    match: () => Promise.reject(new DOMException("denied", "SecurityError")),
  });
  await expect(chunkCache.keepManifest({ scope: "shop", version: "new" } as SnapshotManifest)).resolves.toBeUndefined();
  await expect(chunkCache.keepChunk("/0", new Response())).resolves.toBeUndefined();
  expect(await chunkCache.chunk("/0")).toBeNull();
  expect(await chunkCache.manifest("shop")).toBeNull();
});

test("a chunk that is kept is found, and one that is not is not looked for", async () => {
  const path = "/api/sync/snapshot/shop/v/0";
  const asked: string[] = [];
  vi.stubGlobal("caches", {
    open: async () => ({ keys: async () => [{ url: `https://balcao.example${path}` }] }),
    match: async (url: string) => {
      asked.push(url);
      return Response.json("kept");
    },
  });
  await chunkCache.manifest("shop");
  asked.length = 0;
  expect(await (await chunkCache.chunk(path))?.json()).toBe("kept");
  expect(await chunkCache.chunk("/api/sync/snapshot/shop/v/1")).toBeNull();
  expect(asked).toEqual([path]);
});
