import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { refuse } from "@balcao/shared/kernel/result";
import { schemaVersion, type ScopeKind, syncedTableNames, syncedTables } from "@balcao/shared/sync/tables";
import { chunksType, joinFrames } from "@balcao/sync/frames";
import { limits } from "@balcao/sync/protocol";
import { cursorReader, pull } from "@balcao/sync/server/pull";
import { isTransactionSnapshot } from "@balcao/sync/transaction-snapshot";
import { type Context, Hono } from "hono";
import { forgiveRead, limitReader } from "../kernel/http/caller-limit.ts";
import type { HttpEnv } from "../kernel/http/http-env.ts";
import { dataHeaders } from "../kernel/http/security-headers.ts";
import { createInFlight } from "../kernel/in-flight.ts";
import { answer, RefusalError } from "../kernel/refusal.ts";
import type { Device } from "../kernel/principal.ts";
import type { Services } from "../kernel/services.ts";
import type { Realtime } from "./realtime.ts";
import { scopesOf } from "./scopes.ts";

const compress = promisify(gzip);

/** Under this many bytes compression costs more than it saves. */
const worthCompressing = 2_000;

/** Reads of one device at the same time: a browser has six connections, and several pages may share faster ones. */
const mostAtOnce = 32;

interface SyncEnv extends HttpEnv {
  readonly Variables: HttpEnv["Variables"] & { readonly device: Device };
}

/** The reading side of sync over plain HTTP, where caches and conditional requests work (SPEC.md, "Pull", "Snapshot"). */
export function syncRoutes(services: Services, realtime: Realtime): Hono<SyncEnv> {
  const app = new Hono<SyncEnv>();
  const readCursor = cursorReader();
  const inFlight = createInFlight(mostAtOnce);

  app.use(async (c, next) => {
    const device = () => services.devices.resolve(c.req.raw.headers);
    const reader = await answer(limitReader(services, { address: c.var.address, device }));
    c.set("device", reader);
    await answer(inFlight(reader.deviceId, next));
  });

  app.get("/pull", async (c) => {
    const { device } = c.var;
    const asked = readCursor(c.req.query("cursor") ?? "");
    if (asked === null) throw new RefusalError(refuse("BAD_REQUEST", { field: "cursor" }));
    const news = await pull(
      {
        feed: realtime.feed,
        watermarks: realtime.watermarks,
        epoch: realtime.epoch,
        schema: schemaVersion,
        timestamp: () => new Date().toISOString(),
      },
      { organizationId: device.organizationId, deviceId: device.deviceId, scopes: scopesOf(device) },
      { ...asked, ifNoneMatch: c.req.header("if-none-match") ?? null },
    );
    if (news.kind === "snapshot-required")
      throw new RefusalError(refuse("SNAPSHOT_REQUIRED", { epoch: news.epoch, schema: schemaVersion }));
    c.set("dataOnly", true);
    const headers = { ...dataHeaders, etag: news.etag, "cache-control": "private, no-cache" };
    if (news.kind !== "not-modified") return deltaResponse(c, news.body, headers);
    await forgiveRead(services, c.var.address, device);
    return c.body(null, 304, headers);
  });

  app.get("/snapshot/:scope", async (c) => {
    const { device } = c.var;
    const scope = scopesOf(device).find((held) => held.id === c.req.param("scope"));
    if (scope === undefined) throw new RefusalError(refuse("NOT_FOUND"));
    const seen = c.req.query("seen");
    const epoch = c.req.query("epoch") ?? realtime.epoch;
    if (seen !== undefined && !isTransactionSnapshot(seen))
      throw new RefusalError(refuse("BAD_REQUEST", { field: "seen" }));
    const tables = tablesOf(scope.id === device.storeId ? "store" : "organization");
    const manifest = await realtime.snapshots.manifest(scope, tables, seen === undefined ? null : { epoch, seen });
    c.set("dataOnly", true);
    return c.json(manifest, 200, { ...dataHeaders, "cache-control": "no-store" });
  });

  const readChunks = async (c: Context<SyncEnv>, { scope, version, from, count }: ChunksAsked) => {
    const isHeld = scopesOf(c.var.device).some((held) => held.id === scope);
    if (!isHeld || count < 1 || count > limits.chunksAtOnce) throw new RefusalError(refuse("NOT_FOUND"));
    const indexes = Array.from({ length: count }, (_, place) => from + place);
    const chunks = await Promise.all(indexes.map((index) => realtime.archive.read(scope, version, index)));
    const found = chunks.filter((chunk) => chunk !== null);
    if (found.length < count) throw new RefusalError(refuse("NOT_FOUND"));
    c.set("dataOnly", true);
    return found;
  };

  app.get("/snapshot/:scope/:version/:from{[0-9]+}/:count{[0-9]+}", async (c) => {
    const { scope, version, from, count } = c.req.param();
    const chunks = await readChunks(c, { scope, version, from: Number(from), count: Number(count) });
    return c.body(joinFrames(chunks), 200, {
      ...unchanging(`${version}-${from}-${count}`),
      "content-type": chunksType,
    });
  });

  // Apps of earlier releases ask for one at a time, and have the browser expand it.
  app.get("/snapshot/:scope/:version/:chunk{[0-9]+}", async (c) => {
    const { scope, version, chunk } = c.req.param();
    const chunks = await readChunks(c, { scope, version, from: Number(chunk), count: 1 });
    return c.body(chunks[0] ?? "", 200, {
      ...unchanging(`${version}-${chunk}`),
      "content-type": "application/json; charset=utf-8",
      "content-encoding": "gzip",
    });
  });

  return app;
}

interface ChunksAsked {
  readonly scope: string;
  readonly version: string;
  readonly from: number;
  readonly count: number;
}

/** The bytes under a version never change. `private`: a shared cache must not answer for our checks. */
function unchanging(tag: string): Record<string, string> {
  return { ...dataHeaders, "cache-control": "private, max-age=31536000, immutable", etag: `"${tag}"` };
}

/** The tables of a kind of scope, as a copy holds them. */
function tablesOf(kind: ScopeKind) {
  return syncedTableNames.filter((name) => syncedTables[name].scope === kind);
}

async function deltaResponse(c: Context<SyncEnv>, body: string, headers: Record<string, string>): Promise<Response> {
  const plain = { ...headers, "content-type": "application/json; charset=utf-8", vary: "accept-encoding" };
  const compressible = body.length > worthCompressing && /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
  if (!compressible) return c.body(body, 200, plain);
  const bytes = await compress(body, { level: 4 });
  return c.body(new Uint8Array(bytes), 200, { ...plain, "content-encoding": "gzip" });
}
