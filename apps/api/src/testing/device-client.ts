import type { OfferedKey } from "@balcao/sync/chain";
import { readChunk } from "@balcao/sync/client/land-chunks";
import type { Divergence } from "@balcao/sync/client/sums";
import { splitFrames } from "@balcao/sync/frames";
import type { CommandResult, Cursor, Delta, PushAnswer, SnapshotChunk, SnapshotManifest } from "@balcao/sync/protocol";

/** What a device can ask over HTTP, as plainly as possible: for tests that look at single answers. */
export interface DeviceClient {
  readonly push: (commands: readonly unknown[], keys?: readonly OfferedKey[]) => Promise<readonly CommandResult[]>;
  readonly pushIn: (
    sentIn: string | null,
    commands: readonly unknown[],
    keys: readonly OfferedKey[],
  ) => Promise<PushAnswer>;
  readonly pull: (cursor: Cursor, etag?: string) => Promise<Response>;
  /** A pull that must bring a delta. */
  readonly delta: (cursor: Cursor) => Promise<Delta>;
  readonly manifest: (scope: string, seen?: string) => Promise<SnapshotManifest>;
  readonly report: (divergence: Divergence) => Promise<void>;
  readonly get: (path: string) => Promise<Response>;
  readonly chunk: (manifest: SnapshotManifest, index: number) => Promise<SnapshotChunk>;
  /** Chunks as they come. */
  readonly chunks: (manifest: SnapshotManifest, from: number, count: number) => Promise<readonly Uint8Array[]>;
  /** A cursor over both scopes, from their snapshots. */
  readonly cursor: (scopes: readonly string[]) => Promise<Cursor>;
}

/** Acts as the device whose cookie is given. `origin` is the server's address. */
export function deviceClient(origin: string, cookie: string): DeviceClient {
  const headers = { cookie, "x-balcao": "1", origin, "sec-fetch-site": "same-origin" };
  const get = (path: string, extra: Record<string, string> = {}) =>
    fetch(origin + path, { headers: { ...headers, ...extra } });
  const pull = (cursor: Cursor, etag?: string) =>
    get(
      `/api/sync/pull?cursor=${encodeURIComponent(JSON.stringify(cursor))}`,
      etag === undefined ? {} : { "if-none-match": etag },
    );
  const manifest = async (scope: string, seen?: string): Promise<SnapshotManifest> => {
    const response = await get(
      `/api/sync/snapshot/${scope}${seen === undefined ? "" : `?seen=${encodeURIComponent(seen)}`}`,
    );
    return expectOk<SnapshotManifest>(response);
  };
  const chunks = async (of: SnapshotManifest, from: number, count: number) => {
    const response = await get(`/api/sync/snapshot/${of.scope}/${of.version}/${from}/${count}`);
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    return splitFrames(new Uint8Array(await response.arrayBuffer())) ?? [];
  };
  return {
    get,
    pull,
    manifest,
    delta: async (cursor) => expectOk<Delta>(await pull(cursor)),
    chunks,
    chunk: async (of, index) => readChunk((await chunks(of, index, 1))[0] ?? new Uint8Array()),
    cursor: async (scopes) => {
      const manifests = await Promise.all(scopes.map((scope) => manifest(scope)));
      const [first] = manifests;
      return {
        epoch: first?.epoch ?? "",
        schema: first?.schema ?? "",
        scopes: Object.fromEntries(manifests.map((one) => [one.scope, one.seen])),
      };
    },
    report: async (divergence) => {
      const response = await fetch(`${origin}/api/trpc/sync.reportDivergence`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(divergence),
      });
      await expectOk(response);
    },
    push: async (commands, keys = []) => (await pushIn(null, commands, keys)).results,
    pushIn,
  };
  async function pushIn(sentIn: string | null, commands: readonly unknown[], keys: readonly OfferedKey[]) {
    const response = await fetch(`${origin}/api/trpc/sync.push`, {
      method: "POST",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ commands, keys, sentIn }),
    });
    const { result } = await expectOk<{ result: { data: PushAnswer } }>(response);
    return result.data;
  }
}

async function expectOk<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
