import { readdir, readlink } from "node:fs/promises";
import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import { type SyncedTableName, syncedTables } from "@balcao/shared/sync/tables";
import type { Cursor, Delta } from "@balcao/sync/protocol";
import { covers } from "@balcao/sync/transaction-snapshot";
import { etagOf } from "@balcao/sync/server/etag";
import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningServer } from "../start-server.ts";
import { setTwoChainScene, type TwoChainScene } from "../testing/chain-scene.ts";
import { type DeviceClient, deviceClient } from "../testing/device-client.ts";
import { serverRows } from "../testing/server-rows.ts";

let scene: TwoChainScene;
let server: RunningServer;
let owner: pg.Pool;
let chain: TestChain;
let other: TestChain;
let client: DeviceClient;
let scopes: string[];

beforeAll(async () => {
  scene = await setTwoChainScene({ stores: 2, products: 2500, openingStock: 5000 }, { products: 30 });
  ({ chain, other, server, owner } = scene);
  const store = storeAt(chain, 0);
  client = deviceClient(server.url, store.cookie);
  scopes = [chain.organizationId, store.id];
});

afterAll(() => scene.close());

function storeAt(of: TestChain, index: number) {
  const store = of.stores[index];
  const device = store?.devices[0];
  if (store === undefined || device === undefined) throw new Error("the chain has no such store");
  return { id: store.id, cookie: device.cookie, deviceId: device.id };
}

/** Follows a delta to its last page. */
async function follow(from: Cursor): Promise<{ changes: Delta["changes"]; cursor: Cursor; etag: string }> {
  const changes = [];
  for (let cursor = from; ;) {
    const delta = await client.delta(cursor);
    changes.push(...delta.changes);
    cursor = delta.cursor;
    if (!delta.hasMore) return { changes, cursor, etag: delta.etag };
  }
}

/** How many connections of the server's pool were taken while `work` ran: no statement can run without one. */
async function countSql(work: () => Promise<void>): Promise<number> {
  let taken = 0;
  const count = () => {
    taken += 1;
  };
  server.services.connection.pool.on("acquire", count);
  await work();
  server.services.connection.pool.off("acquire", count);
  return taken;
}

test("a snapshot holds every row of the scope, once, in the columns of the schema", async () => {
  const manifest = await client.manifest(chain.organizationId);
  const ids: string[] = [];
  for (const [index, { table, rows }] of manifest.chunks.entries()) {
    const chunk = await client.chunk(manifest, index);
    expect(chunk.table).toBe(table);
    expect(chunk.columns).toHaveLength(syncedTables[table as keyof typeof syncedTables].columns.length);
    expect(chunk.columns.every((column) => column.length === rows)).toBe(true);
    if (table === "product") ids.push(...(chunk.columns[0] as string[]));
  }
  expect(ids).toEqual([...chain.productIds]);
  // Equal requests are answered from the same build.
  expect((await client.manifest(chain.organizationId)).version).toBe(manifest.version);
});

test("a snapshot says of every row what a delta says, and its version", async () => {
  const [organizationId = "", storeId = ""] = scopes;
  const feed = await owner.query<{ row_id: string; table_name: string; xid: string }>(
    "SELECT row_id, table_name, xid::text FROM change_feed WHERE scope = ANY($1::uuid[]) AND NOT deleted",
    [scopes],
  );
  const versions = new Map(feed.rows.map((row) => [`${row.table_name} ${row.row_id}`, Number(row.xid)]));
  const copied = new Map<string, unknown[]>();
  for (const scope of scopes) {
    const manifest = await client.manifest(scope);
    for (const [index] of manifest.chunks.entries()) {
      const chunk = await client.chunk(manifest, index);
      const table = chunk.table as SyncedTableName;
      const rows = chunk.versions.map((version, place) => {
        expect(version).toBe(versions.get(`${table} ${chunk.columns[0]?.[place] as string}`));
        const names = syncedTables[table].columns;
        return Object.fromEntries(names.map((name, column) => [name, chunk.columns[column]?.[place]]));
      });
      copied.set(table, [...(copied.get(table) ?? []), ...rows]);
    }
  }
  expect([...copied.keys()]).toEqual(
    expect.arrayContaining(["product", "list_price", "stock_level", "operator", "store"]),
  );
  for (const [table, rows] of copied)
    expect(rows).toEqual(await serverRows(owner, { organizationId, storeId }, table as SyncedTableName));
});

test("after the snapshot a delta brings what changed, once, as its latest state", async () => {
  const cursor = await client.cursor(scopes);
  await owner.query("UPDATE product SET name = 'primeiro' WHERE id = $1", [chain.productIds[3]]);
  await owner.query("UPDATE product SET name = 'segundo' WHERE id = $1", [chain.productIds[3]]);
  const { changes } = await follow(cursor);
  const names = changes.flatMap((change) =>
    change.operation === "put" && change.table === "product" ? [change.row["name"]] : [],
  );
  expect(names).toEqual(["segundo"]);
});

test("an unchanged poll is answered 304 without a statement of SQL", async () => {
  const { cursor, etag } = await follow(await client.cursor(scopes));
  const settled = await client.pull(cursor, etag);
  expect(settled.status).toBe(304);
  await server.services.realtime.hub.wake();
  const taken = await countSql(async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => client.pull(cursor, etag)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([304]));
  });
  // The server's own looks at the database, once a second, fall into the same time. A poll that asks runs four or more.
  expect(taken).toBeLessThan(100);
});

test("unrelated transactions do not unsettle a 304", async () => {
  const { cursor, etag } = await follow(await client.cursor(scopes));
  await owner.query("INSERT INTO category (id, organization_id, name) VALUES ($1, $2, 'alheia')", [
    uuidv7(),
    other.organizationId,
  ]);
  await owner.query("SELECT pg_current_xact_id()");
  await server.services.realtime.hub.wake();
  expect((await client.pull(cursor, etag)).status).toBe(304);
});

test("a commit makes the next poll bring a delta", async () => {
  const { cursor, etag } = await follow(await client.cursor(scopes));
  await owner.query("UPDATE product SET name = 'terceiro' WHERE id = $1", [chain.productIds[4]]);
  await server.services.realtime.hub.wake();
  expect((await client.pull(cursor, etag)).status).toBe(200);
});

test("another device's tag is never a 304", async () => {
  const store = storeAt(chain, 1);
  const second = deviceClient(server.url, store.cookie);
  const { etag, cursor } = await follow(await client.cursor(scopes));
  const theirs = await second.cursor([chain.organizationId, store.id]);
  expect((await second.pull(theirs, etag)).status).toBe(200);
  // Nor may they read on from our cursor: its scopes are not theirs.
  expect((await second.pull(cursor, etag)).status).toBe(410);
});

test("a delta of many pages brings every row once, even when rows move on between pages", async () => {
  const cursor = await client.cursor(scopes);
  await owner.query("UPDATE product SET popularity = popularity + 1 WHERE organization_id = $1", [
    chain.organizationId,
  ]);
  const first = await client.delta(cursor);
  expect(first.hasMore).toBe(true);
  const seen = new Map<string, number>();
  const note = (delta: Pick<Delta, "changes">) => {
    for (const change of delta.changes)
      if (change.operation === "put") seen.set(change.row.id, Number(change.row["popularity"]));
  };
  note(first);
  const late = chain.productIds.at(-1);
  await owner.query("UPDATE product SET popularity = 9999 WHERE id = $1", [late]);
  const rest = await follow(first.cursor);
  note(rest);
  expect(seen.size + (seen.has(late ?? "") ? 0 : 1)).toBe(chain.productIds.length);
  note(await follow(rest.cursor));
  expect(seen.get(late ?? "")).toBe(9999);
});

test("a row that leaves a scope arrives there as a delete", async () => {
  const [first, second] = [storeAt(chain, 0), storeAt(chain, 1)];
  const operator = chain.stores[0]?.operators[0]?.id;
  const cursor = await client.cursor(scopes);
  const theirs = deviceClient(server.url, second.cookie);
  const before = await theirs.cursor([chain.organizationId, second.id]);
  await owner.query("UPDATE operator SET store_ids = ARRAY[$2::uuid] WHERE id = $1", [operator, second.id]);
  expect((await client.delta(cursor)).changes).toEqual([{ table: "operator", operation: "delete", id: operator }]);
  expect((await theirs.delta(before)).changes).toMatchObject([
    { table: "operator", operation: "put", row: { id: operator } },
  ]);
  await owner.query("UPDATE operator SET store_ids = ARRAY[$2::uuid] WHERE id = $1", [operator, first.id]);
});

test("a cursor of another life, another schema or from before the tombstones is told to begin again", async () => {
  const cursor = await client.cursor(scopes);
  for (const wrong of [
    { ...cursor, epoch: uuidv7() },
    { ...cursor, schema: "00000000" },
    { ...cursor, scopes: Object.fromEntries(scopes.map((scope) => [scope, "3:3:"])) },
  ]) {
    const answer = await client.pull(wrong);
    expect(answer.status).toBe(410);
    expect(await answer.json()).toMatchObject({ error: { code: "SNAPSHOT_REQUIRED" } });
  }
});

test("a cursor that has seen what this database never did is told to begin again: an older copy of it was put back", async () => {
  const { cursor } = await follow(await client.cursor(scopes));
  const ahead = (seen: string) => seen.replaceAll(/\d+/g, (xid) => String(BigInt(xid) + 1_000_000n));
  const later = {
    ...cursor,
    scopes: Object.fromEntries(scopes.map((scope) => [scope, ahead(cursor.scopes[scope] ?? "")])),
  };
  // With its own tag too: the change that it waits for would be none to it, and the answer 304 for ever.
  for (const tag of [undefined, etagOf(later)]) expect((await client.pull(later, tag)).status).toBe(410);
  const paged = { scope: scopes[0] ?? "", xid: "3", table: "product", rowId: uuidv7(), decided: [] };
  const target = Object.values(later.scopes)[0] ?? "";
  expect((await client.pull({ ...cursor, page: { ...paged, target } })).status).toBe(410);
});

test("a kept copy that has seen what this database never did is made anew", async () => {
  const { archive } = server.services.realtime;
  const manifest = await client.manifest(chain.organizationId);
  await archive.publish({ ...manifest, seen: manifest.seen.replaceAll(/\d+/g, (xid) => String(BigInt(xid) * 1000n)) });
  const again = await client.manifest(chain.organizationId);
  const { rows } = await owner.query<{ now: string }>("SELECT pg_current_snapshot()::text AS now");
  expect(covers(rows[0]?.now ?? "", again.seen)).toBe(true);
});

test("what is not a cursor is refused before it reaches SQL", async () => {
  for (const bad of ["", "{}", "[]", '{"epoch":"x","schema":"y","scopes":{"a":"1:2:;DROP"}}']) {
    expect((await client.get(`/api/sync/pull?cursor=${encodeURIComponent(bad)}`)).status).toBe(400);
  }
});

test("no row of another store or organization reaches a device: in snapshots, chunks or deltas", async () => {
  const canary = "canário-7d1f";
  const [, second] = [storeAt(chain, 0), storeAt(chain, 1)];
  await owner.query("UPDATE operator SET name = $2 WHERE $1 = ANY(store_ids)", [second.id, canary]);
  await owner.query("UPDATE product SET name = $2 WHERE organization_id = $1", [other.organizationId, canary]);
  const cursor = await client.cursor(scopes);
  await owner.query("UPDATE customer SET name = $2 WHERE organization_id = $1", [other.organizationId, canary]);
  await owner.query("UPDATE stock_level SET quantity = 424242 WHERE store_id = $1", [second.id]);
  const texts = [JSON.stringify(await follow(cursor))];
  for (const scope of scopes) {
    const manifest = await client.manifest(scope);
    for (const index of manifest.chunks.keys()) texts.push(JSON.stringify(await client.chunk(manifest, index)));
  }
  expect(texts.length).toBeGreaterThan(8);
  for (const text of texts) {
    expect(text).not.toContain(canary);
    expect(text).not.toContain("424242");
  }
  const theirs = await deviceClient(server.url, storeAt(other, 0).cookie).manifest(other.organizationId);
  for (const scope of [second.id, other.organizationId, uuidv7()]) {
    expect((await client.get(`/api/sync/snapshot/${scope}`)).status).toBe(404);
  }
  expect((await client.get(`/api/sync/snapshot/${other.organizationId}/${theirs.version}/0`)).status).toBe(404);
  expect(
    (await client.get(`/api/sync/snapshot/${chain.organizationId}/..%2f..%2f${other.organizationId}/0`)).status,
  ).toBe(404);
});

test("who asks for no more than the head of a chunk leaves no file open behind", async () => {
  const { scope, version } = await client.manifest(chain.organizationId);
  const headers = { cookie: storeAt(chain, 0).cookie, "x-balcao": "1" };
  const head = await fetch(`${server.url}/api/sync/snapshot/${scope}/${version}/0`, { method: "HEAD", headers });
  expect([head.status, Number(head.headers.get("content-length"))]).toEqual([200, expect.any(Number)]);
  const open = await Promise.all(
    (await readdir("/proc/self/fd")).map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => "")),
  );
  expect(open.filter((file) => file.includes(version))).toEqual([]);
});

test("a snapshot for a device that has read further is never older than the device", async () => {
  const stale = await client.manifest(chain.organizationId);
  await owner.query("UPDATE product SET name = 'novo' WHERE id = $1", [chain.productIds[5]]);
  const { cursor } = await follow(await client.cursor(scopes));
  const fresh = await client.manifest(chain.organizationId, cursor.scopes[chain.organizationId]);
  expect(fresh.version).not.toBe(stale.version);
});
