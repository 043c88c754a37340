import type { AppRouter } from "@balcao/api/router";
import {
  type FetchedManifest,
  type PullReply,
  type PushReply,
  type Reached,
  RestoredError,
  type Transport,
  TransportError,
} from "@balcao/sync/client/ports";
import type { OfferedKey } from "@balcao/sync/chain";
import type { Divergence } from "@balcao/sync/client/sums";
import { schemaVersion } from "@balcao/shared/sync/tables";
import { isBehind } from "@balcao/sync/client/load-snapshot";
import { chunksType, splitFrames } from "@balcao/sync/frames";
import type { Command, Delta, SnapshotManifest } from "@balcao/sync/protocol";
import { createTRPCClient, httpLink, TRPCClientError } from "@trpc/client";
import { chunkCache } from "./chunk-cache.ts";
import { readRefusal } from "../problem.ts";

/** How long a request may take before it counts as unanswered. A push of a full batch over bad mobile data fits in. */
const patience = 30_000;

const api = createTRPCClient<AppRouter>({
  links: [
    httpLink({
      url: "/api/trpc",
      headers: { "x-balcao": "1" },
      fetch: (input, init) =>
        fetch(input as RequestInfo, { ...init, signal: AbortSignal.timeout(patience) } as RequestInit),
    }),
  ],
});

/** Pull, push and snapshots over HTTP: what a service worker can do as well as a page. */
export function httpTransport(): Omit<Transport, "live"> {
  return { pull, push, manifest, chunks, report };
}

async function pull(cursor: unknown, etag: string | null): Promise<PullReply> {
  const url = `/api/sync/pull?cursor=${encodeURIComponent(JSON.stringify(cursor))}`;
  const response = await ask(url, etag === null ? {} : { "if-none-match": etag });
  if (response.status === 304) return { kind: "not-modified" };
  if (response.ok) return { kind: "delta", delta: await readJson<Delta>(response) };
  const error = await toError(response);
  if (error.code === "SNAPSHOT_REQUIRED") return { kind: "snapshot-required" };
  throw error;
}

async function push(
  commands: readonly Command[],
  keys: readonly OfferedKey[],
  sentIn: string | null,
): Promise<PushReply> {
  try {
    return await api.sync.push.mutate({ commands: [...commands], keys: [...keys], sentIn });
  } catch (error) {
    throw pushError(error);
  }
}

/**
 * Without a network, the manifest of the copy that is beside the database, when the device had not reached further
 * already: it may be all there is.
 */
async function manifest(scope: string, reached: Reached | null): Promise<FetchedManifest> {
  const url = `/api/sync/snapshot/${scope}${reached === null ? "" : `?${new URLSearchParams({ ...reached })}`}`;
  try {
    const response = await ask(url);
    if (!response.ok) throw await toError(response);
    const fresh = await readJson<SnapshotManifest>(response);
    void chunkCache.expect(fresh);
    return fresh;
  } catch (error) {
    const kept =
      error instanceof TransportError && error.reason === "unreachable" ? await chunkCache.manifest(scope) : null;
    // What an earlier version of the app has kept may have other columns; the server's own copy will come.
    if (kept?.schema !== schemaVersion || isBehind(kept, reached)) throw error;
    return { ...kept, kept: true };
  }
}

async function chunks(of: FetchedManifest, from: number, count: number): Promise<readonly Uint8Array[]> {
  const kept = of.kept === true ? await chunkCache.chunks(of, from, count) : null;
  return kept ?? fetchChunks(of, from, count);
}

/** Chunks of a version as they lie on the server. */
export async function fetchChunks(
  { scope, version }: Pick<SnapshotManifest, "scope" | "version">,
  from: number,
  count: number,
): Promise<readonly Uint8Array[]> {
  const response = await ask(`/api/sync/snapshot/${scope}/${version}/${from}/${count}`);
  if (!response.ok) throw await toError(response);
  // Something in between may answer with a page of its own.
  if (response.headers.get("content-type") !== chunksType) throw new TransportError("unreachable", "UNAVAILABLE");
  const parts = splitFrames(new Uint8Array(await readBody(() => response.arrayBuffer())));
  if (parts?.length !== count) throw new TransportError("unreachable", "UNAVAILABLE");
  return parts;
}

async function report(divergence: Divergence): Promise<void> {
  await api.sync.reportDivergence.mutate({ ...divergence });
}

async function ask(url: string, headers: Record<string, string> = {}): Promise<Response> {
  try {
    return await fetch(url, { headers: { "x-balcao": "1", ...headers }, signal: AbortSignal.timeout(patience) });
  } catch (cause) {
    throw new TransportError("unreachable", "UNAVAILABLE", 0, { cause });
  }
}

function readJson<T>(response: Response): Promise<T> {
  return readBody(async () => (await response.json()) as T);
}

/** A body that breaks off is as good as no answer. */
async function readBody<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw new TransportError("unreachable", "UNAVAILABLE", 0, { cause });
  }
}

async function toError(response: Response): Promise<TransportError> {
  const body: unknown = await response.json().catch(() => null);
  const refusal = readRefusal(typeof body === "object" && body !== null && "error" in body ? body.error : null);
  const code = refusal?.kind === "refused" ? refusal.code : "UNAVAILABLE";
  return transportError(response.status, code, response.headers.get("retry-after"));
}

function pushError(error: unknown): TransportError {
  if (!(error instanceof TRPCClientError)) return new TransportError("failed", "INTERNAL", 0, { cause: error });
  const data = error.data as { readonly refusal?: unknown; readonly httpStatus?: number } | undefined;
  const refusal = readRefusal(data?.refusal);
  const response = error.meta?.["response"];
  const status = data?.httpStatus ?? (response instanceof Response ? response.status : 0);
  const epoch = refusal?.kind === "refused" && refusal.code === "DATABASE_RESTORED" ? refusal.details["epoch"] : null;
  if (typeof epoch === "string") return new RestoredError(epoch);
  if (status === 0) return new TransportError("unreachable", "UNAVAILABLE", 0, { cause: error });
  const retryAfter = response instanceof Response ? response.headers.get("retry-after") : null;
  return transportError(status, refusal?.kind === "refused" ? refusal.code : "UNAVAILABLE", retryAfter);
}

function transportError(status: number, code: string, retryAfter: string | null): TransportError {
  const wait = Math.max(0, Number(retryAfter ?? 0) * 1000) || 0;
  if (code === "DEVICE_NOT_ENROLLED" || code === "DEVICE_REVOKED") return new TransportError("refused", code);
  if (code === "VERSION_BLOCKED") return new TransportError("version", code);
  if (status === 429 || status === 503) return new TransportError("busy", code, wait);
  // A proxy in between may take less than our server does, and says so in its own words.
  if (status === 413) return new TransportError("failed", "TOO_LARGE", wait);
  // A proxy answers for a server that is away: nobody we know has answered.
  if (status === 502 || status === 504) return new TransportError("unreachable", code, wait);
  return new TransportError("failed", code, wait);
}
