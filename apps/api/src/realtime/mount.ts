import { Readable } from "node:stream";
import { refuse } from "@balcao/shared/kernel/result";
import { schemaVersion, syncedTableNames, syncedTables } from "@balcao/shared/sync/tables";
import { parseCursor, pull } from "@balcao/sync/server/pull";
import { isTransactionSnapshot } from "@balcao/sync/transaction-snapshot";
import { type Context, Hono } from "hono";
import { RefusalError } from "../kernel/refusal.ts";
import type { Device } from "../kernel/principal.ts";
import type { Services } from "../kernel/services.ts";
import type { Realtime } from "./realtime.ts";
import { scopesOf } from "./scopes.ts";

const forbidStoring = "no-store";

/** The reading side of sync over plain HTTP, where caches and conditional requests work (SPEC.md, "Pull", "Snapshot"). */
export function syncRoutes(services: Services, realtime: Realtime): Hono {
  const app = new Hono();

  app.get("/pull", async (c) => {
    const device = await requireDevice(services, c);
    const cursor = parseCursor(c.req.query("cursor") ?? "");
    if (cursor === null) throw new RefusalError(refuse("BAD_REQUEST", { field: "cursor" }));
    const answer = await pull(
      {
        feed: realtime.feed,
        watermarks: realtime.watermarks,
        epoch: realtime.epoch,
        schema: schemaVersion,
        purgedBefore: realtime.purgedBefore,
        timestamp: () => new Date().toISOString(),
      },
      { organizationId: device.organizationId, deviceId: device.deviceId, scopes: scopesOf(device) },
      { cursor, ifNoneMatch: c.req.header("if-none-match") ?? null },
    );
    switch (answer.kind) {
      case "not-modified":
        return c.body(null, 304, { etag: answer.etag, "cache-control": "private, no-cache" });
      case "delta":
        return c.body(answer.body, 200, {
          etag: answer.etag,
          "cache-control": "private, no-cache",
          "content-type": "application/json; charset=utf-8",
        });
      case "snapshot-required":
        throw new RefusalError(refuse("SNAPSHOT_REQUIRED", { epoch: answer.epoch, schema: schemaVersion }));
    }
  });

  app.get("/snapshot/:scope", async (c) => {
    const device = await requireDevice(services, c);
    const scope = scopesOf(device).find((held) => held.id === c.req.param("scope"));
    if (scope === undefined) throw new RefusalError(refuse("NOT_FOUND"));
    const atLeast = c.req.query("seen") ?? null;
    if (atLeast !== null && !isTransactionSnapshot(atLeast))
      throw new RefusalError(refuse("BAD_REQUEST", { field: "seen" }));
    const kind = scope.id === device.storeId ? "store" : "organization";
    const tables = syncedTableNames
      .filter((name) => syncedTables[name].scope === kind)
      .map((name) => ({ name, columns: syncedTables[name].columns }));
    const manifest = await realtime.snapshots.manifest(scope, { tables }, atLeast);
    return c.json(manifest, 200, { "cache-control": forbidStoring });
  });

  app.get("/snapshot/:scope/:version/:chunk", async (c) => {
    const device = await requireDevice(services, c);
    const { scope, version, chunk } = c.req.param();
    if (!scopesOf(device).some((held) => held.id === scope)) throw new RefusalError(refuse("NOT_FOUND"));
    const found = await realtime.archive.read(scope, version, Number(chunk));
    if (found === null) throw new RefusalError(refuse("NOT_FOUND"));
    // The bytes under a version never change. `private`: a shared cache must not answer for our check above.
    return c.body(Readable.toWeb(found.stream) as ReadableStream, 200, {
      "content-type": "application/json; charset=utf-8",
      "content-encoding": "gzip",
      "content-length": String(found.bytes),
      "cache-control": "private, max-age=31536000, immutable",
      etag: `"${version}-${chunk}"`,
    });
  });

  return app;
}

async function requireDevice(services: Services, c: Context): Promise<Device> {
  const device = await services.devices.resolve(c.req.raw.headers);
  if (!device.ok) throw new RefusalError(device);
  return device.value;
}
