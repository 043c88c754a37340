import { Readable } from "node:stream";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { refuse } from "@balcao/shared/kernel/result";
import { schemaVersion, syncedTableNames, syncedTables } from "@balcao/shared/sync/tables";
import { cursorReader, pull } from "@balcao/sync/server/pull";
import { isTransactionSnapshot } from "@balcao/sync/transaction-snapshot";
import { type Context, Hono } from "hono";
import type { HttpEnv } from "../kernel/http/http-env.ts";
import { dataHeaders } from "../kernel/http/security-headers.ts";
import { RefusalError } from "../kernel/refusal.ts";
import type { Device } from "../kernel/principal.ts";
import type { Services } from "../kernel/services.ts";
import type { Realtime } from "./realtime.ts";
import { scopesOf } from "./scopes.ts";

const compress = promisify(gzip);

/** Under this many bytes compression costs more than it saves. */
const worthCompressing = 2_000;

/** The reading side of sync over plain HTTP, where caches and conditional requests work (SPEC.md, "Pull", "Snapshot"). */
export function syncRoutes(services: Services, realtime: Realtime): Hono<HttpEnv> {
  const app = new Hono<HttpEnv>();
  const readCursor = cursorReader();

  app.get("/pull", async (c) => {
    const device = await requireDevice(services, c);
    const asked = readCursor(c.req.query("cursor") ?? "");
    if (asked === null) throw new RefusalError(refuse("BAD_REQUEST", { field: "cursor" }));
    const answer = await pull(
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
    if (answer.kind === "snapshot-required")
      throw new RefusalError(refuse("SNAPSHOT_REQUIRED", { epoch: answer.epoch, schema: schemaVersion }));
    c.set("dataOnly", true);
    const headers = { ...dataHeaders, etag: answer.etag, "cache-control": "private, no-cache" };
    return answer.kind === "not-modified" ? c.body(null, 304, headers) : deltaResponse(c, answer.body, headers);
  });

  app.get("/snapshot/:scope", async (c) => {
    const device = await requireDevice(services, c);
    const scope = scopesOf(device).find((held) => held.id === c.req.param("scope"));
    if (scope === undefined) throw new RefusalError(refuse("NOT_FOUND"));
    const seen = c.req.query("seen");
    const epoch = c.req.query("epoch") ?? realtime.epoch;
    if (seen !== undefined && !isTransactionSnapshot(seen))
      throw new RefusalError(refuse("BAD_REQUEST", { field: "seen" }));
    const kind = scope.id === device.storeId ? "store" : "organization";
    const tables = syncedTableNames
      .filter((name) => syncedTables[name].scope === kind)
      .map((name) => ({ name, columns: syncedTables[name].columns }));
    const manifest = await realtime.snapshots.manifest(scope, { tables }, seen === undefined ? null : { epoch, seen });
    c.set("dataOnly", true);
    return c.json(manifest, 200, { ...dataHeaders, "cache-control": "no-store" });
  });

  app.get("/snapshot/:scope/:version/:chunk", async (c) => {
    const device = await requireDevice(services, c);
    const { scope, version, chunk } = c.req.param();
    if (!scopesOf(device).some((held) => held.id === scope)) throw new RefusalError(refuse("NOT_FOUND"));
    const found = await realtime.archive.read(scope, version, Number(chunk));
    if (found === null) throw new RefusalError(refuse("NOT_FOUND"));
    // The bytes under a version never change. `private`: a shared cache must not answer for our check above.
    c.set("dataOnly", true);
    return c.body(Readable.toWeb(found.stream) as ReadableStream, 200, {
      ...dataHeaders,
      "content-type": "application/json; charset=utf-8",
      "content-encoding": "gzip",
      "content-length": String(found.bytes),
      "cache-control": "private, max-age=31536000, immutable",
      etag: `"${version}-${chunk}"`,
    });
  });

  return app;
}

async function deltaResponse(c: Context<HttpEnv>, body: string, headers: Record<string, string>): Promise<Response> {
  const plain = { ...headers, "content-type": "application/json; charset=utf-8", vary: "accept-encoding" };
  const compressible = body.length > worthCompressing && /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
  if (!compressible) return c.body(body, 200, plain);
  const bytes = await compress(body, { level: 4 });
  return c.body(new Uint8Array(bytes), 200, { ...plain, "content-encoding": "gzip" });
}

async function requireDevice(services: Services, c: Context<HttpEnv>): Promise<Device> {
  const device = await services.devices.resolve(c.req.raw.headers);
  if (!device.ok) throw new RefusalError(device);
  return device.value;
}
