import "fake-indexeddb/auto";
import { syncedTables } from "@balcao/shared/sync/tables";
import { summaryOf } from "@balcao/sync/client/land-chunks";
import { chunkOf, recordOf } from "@balcao/sync/client/packed/chunk";
import { joinFrames } from "@balcao/sync/frames";
import type { SnapshotManifest } from "@balcao/sync/protocol";
import { afterEach, expect, test, vi } from "vitest";
import { chunkCache } from "./chunk-cache.ts";
import { keepCopies } from "./keep-copies.ts";
import { localStore } from "./ports.ts";

afterEach(() => vi.unstubAllGlobals());

const names = syncedTables.list_price.columns;
const recordAt = (version: number) => {
  const chunk = chunkOf("list_price", names, [{ row: { id: "a", periods: [] }, v: version }]);
  return recordOf({ table: "list_price", copy: "copy", edition: "", names }, chunk);
};

test("a chunk is copied from the database only when it is the one of that version there", async () => {
  const kept = new Map<string, Response>();
  vi.stubGlobal("caches", {
    open: async () => ({
      put: async (path: string, response: Response) => void kept.set(path, response),
      keys: async () => [...kept.keys()].map((path) => ({ url: `https://balcao.example${path}` })),
      delete: async (path: string) => kept.delete(path),
    }),
    match: async (path: string) => kept.get(path)?.clone(),
  });
  vi.stubGlobal("navigator", {
    locks: { request: (_name: string, _options: object, work: (lock: object) => unknown) => work({}) },
  });
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return new Response(joinFrames([recordAt(2).gzip]), { headers: { "content-type": "application/octet-stream" } });
  });
  await localStore.write(["list_price"], async (tx) => {
    await tx.land([recordAt(1)]);
    await tx.show("list_price", "copy");
  });
  const copy = async (version: number) => {
    const chunks = [summaryOf(recordAt(version).gzip)];
    const manifest = { scope: "shop", version: `v${version}`, chunks } as unknown as SnapshotManifest;
    await chunkCache.expect(manifest);
    await keepCopies(() => true);
    return chunkCache.chunks(manifest, 0, 1);
  };
  expect(await copy(1)).toEqual([recordAt(1).gzip]);
  expect(asked).toEqual([]);
  expect(await copy(2)).toEqual([recordAt(2).gzip]);
  expect(asked).toEqual(["/api/sync/snapshot/shop/v2/0/1"]);
});
