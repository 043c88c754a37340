import { joinFrames } from "@balcao/sync/frames";
import type { SnapshotManifest } from "@balcao/sync/protocol";
import { afterEach, expect, test, vi } from "vitest";
import { httpTransport } from "./http-transport.ts";

afterEach(() => vi.unstubAllGlobals());

const manifest = { scope: "shop", version: "v" } as SnapshotManifest;
const chunks = [new Uint8Array([1, 2]), new Uint8Array([3])];
const answer = (body: BodyInit, type: string) => new Response(body, { headers: { "content-type": type } });

test("chunks come apart as they were sent", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string) => {
    asked.push(url);
    return answer(joinFrames(chunks), "application/octet-stream");
  });
  expect(await httpTransport().chunks(manifest, 3, 2)).toEqual(chunks);
  expect(asked).toEqual(["/api/sync/snapshot/shop/v/3/2"]);
});

test.each([
  [
    "a page that something in between answers in the server's place",
    answer("<html>Please sign in</html>", "text/html"),
  ],
  ["fewer chunks than were asked for", answer(joinFrames(chunks.slice(1)), "application/octet-stream")],
  ["a body that was cut off", answer(joinFrames(chunks).slice(0, -1), "application/octet-stream")],
])("%s counts as no answer", async (_, response) => {
  vi.stubGlobal("fetch", async () => response);
  await expect(httpTransport().chunks(manifest, 0, 2)).rejects.toMatchObject({ reason: "unreachable" });
});
