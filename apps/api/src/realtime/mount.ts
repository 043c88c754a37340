import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { refuse } from "@balcao/shared/kernel/result";
import { schemaVersion, type ScopeKind, syncedTableNames, syncedTables } from "@balcao/shared/sync/tables";
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

  app.get("/snapshot/:scope/:version/:chunk", async (c) => {
    const { device } = c.var;
    const { scope, version, chunk } = c.req.param();
    if (!scopesOf(device).some((held) => held.id === scope)) throw new RefusalError(refuse("NOT_FOUND"));
    const found = await realtime.archive.read(scope, version, Number(chunk));
    if (found === null) throw new RefusalError(refuse("NOT_FOUND"));
    // The bytes under a version never change. `private`: a shared cache must not answer for our check above.
    c.set("dataOnly", true);
    return c.body(found, 200, {
      ...dataHeaders,
      "content-type": "application/json; charset=utf-8",
      "content-encoding": "gzip",
      "content-length": String(found.byteLength),
      "cache-control": "private, max-age=31536000, immutable",
      etag: `"${version}-${chunk}"`,
    });
  });

  return app;
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
