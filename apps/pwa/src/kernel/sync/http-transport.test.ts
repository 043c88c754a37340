import type { SnapshotManifest } from "@balcao/sync/protocol";
import { afterEach, expect, test, vi } from "vitest";
import { httpTransport } from "./http-transport.ts";

afterEach(() => vi.unstubAllGlobals());

const manifest = { scope: "shop", version: "v" } as SnapshotManifest;

/** A browser whose requests are answered with `answers`, one after the other; the addresses of what it keeps. */
function browserAnswered(...answers: Response[]): string[] {
  const kept: string[] = [];
  vi.stubGlobal("fetch", async () => answers.shift() ?? Response.error());
  vi.stubGlobal("caches", {
    open: async () => ({ keys: async () => [], put: async (url: string) => void kept.push(url) }),
    match: async () => undefined,
  });
  return kept;
}

test("a page that something in between answers in the server's place is no chunk, and is not kept as one for ever", async () => {
  const page = new Response("<html>Please sign in</html>", { headers: { "content-type": "text/html" } });
  const kept = browserAnswered(page, Response.json({ table: "product" }));
  const { chunk } = httpTransport();
  await expect(chunk(manifest, 0)).rejects.toMatchObject({ reason: "unreachable" });
  expect(kept).toEqual([]);
  expect(await chunk(manifest, 0)).toBe('{"table":"product"}');
  expect(kept).toEqual(["/api/sync/snapshot/shop/v/0"]);
});
