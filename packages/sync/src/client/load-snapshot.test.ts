import { expect, test, vi } from "vitest";
import type { Command, SnapshotChunk, SnapshotManifest } from "../protocol.ts";
import { memoryPorts, testIdentity, testSchema } from "../testing/memory-ports.ts";
import { compress } from "../gzip.ts";
import { rowHash } from "../row-hash.ts";
import { engineTableNames, type OutboxEntry } from "./local-schema.ts";
import { submit } from "./submit.ts";
import { loadSnapshots } from "./load-snapshot.ts";
import { TransportError } from "./ports.ts";
import { plainRow } from "./stored-row.ts";
import { dropEffects } from "./view.ts";

const product = { id: "p", name: "Arroz", amount: 500 };

/** What one row of version 7 comes to, or none. */
const checksumFor = (rows: number) => ({ rows, sum: rows * rowHash("product", "p", 7) });

function manifestOf(scope: string, schema: string): SnapshotManifest {
  const chunk = { table: "product", first: "p", last: "p", ...checksumFor(1) };
  const tables = scope === testIdentity.organizationId ? [chunk] : [];
  const seen = "10:10:";
  return {
    scope,
    version: "v",
    epoch: "e",
    schema,
    seen,
    decided: {},
    rows: tables.length,
    checksum: checksumFor(tables.length),
    chunks: tables,
  };
}

function portsFor(schema: string, columns: SnapshotChunk["columns"]) {
  return memoryPorts({
    manifest: async (scope) => manifestOf(scope, schema),
    chunks: async () => [compress(JSON.stringify({ table: "product", columns, versions: [7] }))],
  });
}

test("a copy made for this app's tables is taken", async () => {
  const { ports, store, seed } = portsFor(testSchema.version, [["p"], ["Arroz"], [500]]);
  await seed();
  await loadSnapshots(ports, testSchema, testIdentity);
  expect(store.dump("product").map((row) => plainRow(row as never))).toEqual([product]);
});

test("a copy made for another version's tables is refused whole, and what is here stays", async () => {
  // A column more than this app knows, in the middle: read by position, the amount would be the barcode.
  const { ports, store, seed } = portsFor("another", [["p"], ["Arroz"], [7_891_000_315_507], [450]]);
  await seed({ product: [product] });
  await expect(loadSnapshots(ports, testSchema, testIdentity)).rejects.toMatchObject({
    reason: "version",
    code: "VERSION_BLOCKED",
  });
  expect(store.dump("product")).toEqual([product]);
  expect(store.dump("meta").map((fact) => (fact as { key: string }).key)).toEqual(["identity"]);
});

test("what a browser did as another tablet is neither sent nor shown again by the tablet that it is now", async () => {
  const { ports, store, seed } = portsFor(testSchema.version, [["p"], ["Arroz"], [500]]);
  const settledBy = (deviceId: string, sequence: number): OutboxEntry => ({
    id: deviceId,
    sequence,
    status: "settled",
    command: { id: deviceId, deviceId, sequence } as Command,
    effect: [{ do: "put", table: "level", row: "p", value: { id: "p", quantity: 1 } }],
    result: null,
    at: "",
  });
  await seed({ outbox: [settledBy(testIdentity.deviceId, 2), settledBy("before", 1)] });
  await loadSnapshots(ports, testSchema, testIdentity);
  const outbox = store.dump("outbox") as readonly OutboxEntry[];
  const statuses = Object.fromEntries(outbox.map(({ id, status }) => [id, status]));
  expect(statuses).toEqual({ before: "settled", [testIdentity.deviceId]: "queued" });
  expect((store.dump("pending") as readonly { sequence: number }[]).map(({ sequence }) => sequence)).toEqual([2]);
});

test("a command whose answer never came shows again when the copy of a restored database lacks it", async () => {
  const { ports, store, seed } = portsFor(testSchema.version, [["p"], ["Arroz"], [500]]);
  await seed({ product: [product] });
  const { sequence } = await submit(ports, testSchema, {
    name: "a.b",
    operatorId: "o",
    build: () => ({ args: null, effect: [{ table: "product", row: "p", do: "merge", fields: { amount: 499 } }] }),
  });
  // The server's rows came with the command in them, so that nothing of it is pending; then the database was restored.
  await store.write(["pending", "base", "meta"], async (tx) => {
    await tx.clear("pending");
    await tx.clear("base");
    await tx.putMany("meta", [{ key: "decided", value: { [testIdentity.organizationId]: [[1, sequence]] } }]);
  });
  await loadSnapshots(ports, testSchema, testIdentity);
  expect(store.dump("product").map((row) => plainRow(row as never))).toEqual([{ ...product, amount: 499 }]);
});

test("a lost command that is refused while the copy comes takes nothing of the copy with it", async () => {
  const refused: OutboxEntry = {
    id: "c",
    sequence: 2,
    status: "settled",
    command: { id: "c", deviceId: testIdentity.deviceId, sequence: 2 } as Command,
    effect: [{ do: "merge", table: "product", row: "p", fields: { amount: 1 } }],
    result: null,
    at: "",
  };
  const chunk: SnapshotChunk = { table: "product", columns: [["p"], ["Arroz"], [500]], versions: [7] };
  const tablet = memoryPorts({
    manifest: async (scope) => manifestOf(scope, testSchema.version),
    chunks: async () => [compress(JSON.stringify(chunk))],
  });
  const { ports, store, seed } = tablet;
  await seed({ outbox: [refused] });
  // The answer to the push comes between the last chunk and the end of the copy.
  const write: typeof ports.store.write = async (tables, work) => {
    const written = await ports.store.write(tables, work);
    const landed = (store.dump("product") as readonly { readonly amount: number }[]).some(({ amount }) => amount === 1);
    if (landed) {
      await ports.store.write([...engineTableNames, "product"], async (tx) => {
        await dropEffects(tx, [refused.sequence]);
        await tx.putMany("outbox", [{ ...refused, status: "rejected" }]);
      });
    }
    return written;
  };
  await loadSnapshots({ ...ports, store: { ...ports.store, write } }, testSchema, testIdentity);
  expect(store.dump("product").map((row) => plainRow(row as never))).toEqual([product]);
  expect(store.dump("pending")).toEqual([]);
});

/** A server with some chunks for the organization and as many for the store, all of them without rows. */
function twoScopes(
  chunk: (scope: string, index: number) => Promise<Uint8Array>,
  { chunks = 2, made = () => Promise.resolve() }: { chunks?: number; made?: (scope: string) => Promise<void> } = {},
) {
  const manifest = (scope: string): SnapshotManifest => ({
    ...manifestOf(scope, testSchema.version),
    rows: 0,
    checksum: { rows: 0, sum: 0 },
    chunks: Array.from({ length: chunks }, () => ({ table: tableIn(scope), first: "", last: "", rows: 0, sum: 0 })),
  });
  return memoryPorts({
    manifest: async (scope) => {
      await made(scope);
      return manifest(scope);
    },
    chunks: async ({ scope }, from, count) =>
      Promise.all(Array.from({ length: count }, (_, place) => chunk(scope, from + place))),
  });
}

const noRows = (table: string) => compress(JSON.stringify({ table, columns: [[], [], []], versions: [] }));
const tableIn = (scope: string) => (scope === testIdentity.organizationId ? "product" : "level");

test("the first chunks of every scope are fetched before the later ones of any", async () => {
  const order: string[] = [];
  const { ports, seed } = twoScopes(
    async (scope, index) => {
      order.push(`${tableIn(scope)} ${index}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
      return noRows(tableIn(scope));
    },
    { chunks: 40 },
  );
  await seed();
  await loadSnapshots(ports, testSchema, testIdentity);
  // Four runs are on their way before the other scope is there: one chunk, two, four and eight.
  expect(order[15]).toBe("product 0");
  expect(order.indexOf("product 14")).toBeLessThan(order.indexOf("level 15"));
  expect(new Set(order).size).toBe(80);
});

test("a scope whose copy the server is still making holds up no other: operators come in meanwhile", async () => {
  const made = Promise.withResolvers<void>();
  const { ports, store, seed } = twoScopes(async (scope) => noRows(tableIn(scope)), {
    made: (scope) => (scope === testIdentity.organizationId ? made.promise : Promise.resolve()),
  });
  await seed();
  const loaded = loadSnapshots(ports, testSchema, testIdentity);
  const whole = () => (store.dump("meta") as { key: string; value: object }[]).find(({ key }) => key === "cursor");
  await vi.waitFor(() => expect(whole()?.value).toMatchObject({ scopes: { [testIdentity.storeId]: "10:10:" } }));
  made.resolve();
  await loaded;
  expect(whole()?.value).toHaveProperty(`scopes.${testIdentity.organizationId}`);
});

test("a scope whose chunk does not come is told, and the other one arrives all the same", async () => {
  const { ports, store, seed } = twoScopes(async (scope) => {
    if (tableIn(scope) === "product") throw new TransportError("unreachable", "UNAVAILABLE");
    return noRows(tableIn(scope));
  });
  await seed();
  await expect(loadSnapshots(ports, testSchema, testIdentity)).rejects.toMatchObject({ code: "UNAVAILABLE" });
  const cursor = store.dump("meta").find((fact) => (fact as { key: string }).key === "cursor");
  expect(cursor).toMatchObject({ value: { scopes: { [testIdentity.storeId]: "10:10:" } } });
  expect(cursor).not.toHaveProperty(`value.scopes.${testIdentity.organizationId}`);
});

test("a copy whose chunks the node that answers does not have is asked for anew, and taken from that node", async () => {
  let node = "first";
  const tablet = memoryPorts({
    manifest: async (scope) => ({ ...manifestOf(scope, testSchema.version), version: node }),
    chunks: async ({ version }) => {
      // The tablet is moved to the other node between manifest and chunk.
      node = "second";
      if (version !== node) throw new TransportError("failed", "NOT_FOUND");
      return [compress(JSON.stringify({ table: "product", columns: [["p"], ["Arroz"], [500]], versions: [7] }))];
    },
  });
  await tablet.seed();
  const load = () => loadSnapshots(tablet.ports, testSchema, testIdentity);
  await expect(load()).rejects.toMatchObject({ code: "NOT_FOUND" });
  await load();
  expect(tablet.store.dump("product").map((row) => plainRow(row as never))).toEqual([product]);
});

test("a load that broke off lands nothing any more: what goes on where it stopped would count a chunk twice", async () => {
  const landing = Promise.withResolvers<void>();
  let fetched = false;
  const { ports, store, seed } = twoScopes(async (scope, index) => {
    if (index === 1) throw new TransportError("unreachable", "UNAVAILABLE");
    fetched = true;
    return noRows(tableIn(scope));
  });
  await seed();
  // A disk that takes its time with what lands.
  const write: typeof ports.store.write = async (tables, work) => {
    if (fetched) await landing.promise;
    return ports.store.write(tables, work);
  };
  const broken = loadSnapshots({ ...ports, store: { ...ports.store, write } }, testSchema, testIdentity);
  const ended = broken.catch(() => store.dump("meta"));
  await new Promise((resolve) => setTimeout(resolve, 5));
  landing.resolve();
  const atItsEnd = await ended;
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(atItsEnd).toContainEqual(expect.objectContaining({ key: "snapshots" }));
  expect(store.dump("meta")).toEqual(atItsEnd);
  await expect(broken).rejects.toMatchObject({ code: "UNAVAILABLE" });
});
