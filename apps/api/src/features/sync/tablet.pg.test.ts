import { createTestDatabase, type TestDatabase } from "@balcao/db/testing/test-database";
import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import { projections } from "@balcao/db/sync/projections";
import { syncedTableNames, syncedTables } from "@balcao/shared/sync/tables";
import { settledIn } from "@balcao/sync/client/journal-codec";
import type { EffectOp } from "@balcao/sync/client/ports";
import { submit } from "@balcao/sync/client/submit";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { saleCommand } from "../../testing/sale-command.ts";
import { serveTest } from "../../testing/serve-test.ts";
import { testSchema, type TestTablet, testTablet, type TestTabletOptions } from "../../testing/test-tablet.ts";

let database: TestDatabase;
let server: RunningServer;
let owner: pg.Pool;
let chain: TestChain;
const tablets: TestTablet[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedTestChain(database.url, { stores: 2, devicesPerStore: 3, products: 60 });
  server = await serveTest(database.url);
  owner = new pg.Pool({ connectionString: database.url, max: 4 });
});

afterEach(async () => {
  await Promise.all(tablets.splice(0).map((tablet) => tablet.stop()));
  await owner.query("UPDATE device SET revoked_at = NULL");
});

afterAll(async () => {
  await server.close();
  await owner.end();
  await database.drop();
});

function optionsFor(store: number, device: number): Omit<TestTabletOptions, "lastSequence"> {
  const at = chain.stores[store];
  const is = at?.devices[device];
  if (at === undefined || is === undefined) throw new Error("no such device");
  return {
    origin: server.url,
    cookie: is.cookie,
    identity: {
      deviceId: is.id,
      deviceCode: is.code,
      organizationId: chain.organizationId,
      organizationName: chain.name,
      storeId: at.id,
      storeCode: at.code,
    },
  };
}

async function started(store: number, device: number, more: Partial<TestTabletOptions> = {}): Promise<TestTablet> {
  const options = optionsFor(store, device);
  const { rows } = await owner.query("SELECT last_sequence FROM device WHERE id = $1", [options.identity.deviceId]);
  const tablet = await testTablet({ ...options, lastSequence: Number(rows[0]?.last_sequence), ...more });
  tablets.push(tablet);
  await tablet.engine.start();
  return tablet;
}

const soon = { timeout: 5000, interval: 10 };
const isLive = (tablet: TestTablet) =>
  vi.waitFor(
    async () =>
      expect([tablet.engine.status, await stands(tablet)]).toEqual([
        { connectivity: "live", loading: false, code: null },
        true,
      ]),
    soon,
  );
const stands = async (tablet: TestTablet) => (await tablet.db.table("meta").get("cursor")) !== undefined;

/** Sells one unit of a product, as the counter does. */
async function sell(tablet: TestTablet, productId: string, change: Partial<{ change: number }> = {}) {
  const command = await submit(tablet.ports, testSchema, {
    name: "sales.record",
    operatorId: chain.stores[0]?.operators[0]?.id ?? "",
    build: ({ id, sequence, identity }) => {
      const { args } = saleCommand({
        id,
        sequence,
        deviceId: identity.deviceId,
        operatorId: "",
        cashSessionId: uuidv7(),
        lines: [{ productId, units: 1, unitPrice: 500, priceId: null }],
      });
      const sale = { ...(args as { saleId: string }), ...change };
      const effect: EffectOp[] = [
        { table: "sale", row: sale.saleId, do: "put", value: { id: sale.saleId, mine: true } },
        {
          table: "stock_level",
          row: productId,
          do: "add",
          field: "quantity",
          by: -1000,
          otherwise: { id: productId, quantity: 0, updatedAt: "" },
        },
      ];
      return { args: sale, effect };
    },
  });
  tablet.engine.commandMade();
  return command;
}

const levelOf = async (tablet: TestTablet, productId: string) =>
  (await tablet.db.table("stock_level").get(productId))?.quantity as number;

async function serverLevel(store: number, productId: string): Promise<number> {
  const { rows } = await owner.query("SELECT quantity FROM stock_level WHERE store_id = $1 AND product_id = $2", [
    chain.stores[store]?.id,
    productId,
  ]);
  return Number(rows[0]?.quantity);
}

/** The server's rows of a tablet's scopes, by the same projections that the feed uses, straight from the owner. */
async function serverRows(store: number, table: (typeof syncedTableNames)[number]): Promise<unknown[]> {
  const scope = syncedTables[table].scope === "store" ? chain.stores[store]?.id : chain.organizationId;
  const ids = await owner.query("SELECT row_id FROM change_feed WHERE scope = $1 AND table_name = $2 AND NOT deleted", [
    scope,
    table,
  ]);
  const { rows } = await owner.query(projections[table], [
    ids.rows.map((row: { row_id: string }) => row.row_id),
    scope,
  ]);
  return rows
    .map(({ row }: { row: string }) => JSON.parse(row) as { id: string })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

async function expectConverged(tablet: TestTablet, store: number): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await tablet.db.table("pending").count()).toBe(0);
      expect(await tablet.db.table("base").count()).toBe(0);
      for (const table of syncedTableNames) expect(await tablet.rows(table)).toEqual(await serverRows(store, table));
    },
    { timeout: 8000, interval: 50 },
  );
}

const product = (index: number) => chain.productIds[index] ?? "";

test("a new tablet loads its scopes, goes live and holds exactly the server's rows", async () => {
  const tablet = await started(0, 0);
  await isLive(tablet);
  await expectConverged(tablet, 0);
  expect(tablet.troubles).toEqual([]);
});

test("a sale shows on the other tablet of the store, and not in another store", async () => {
  const [one, two, elsewhere] = await Promise.all([started(0, 0), started(0, 1), started(1, 0)]);
  await Promise.all([one, two, elsewhere].map(isLive));
  const before = await levelOf(two, product(1));
  await sell(one, product(1));
  expect(await levelOf(one, product(1))).toBe(before - 1000);
  await vi.waitFor(async () => expect(await levelOf(two, product(1))).toBe(before - 1000), soon);
  await Promise.all([expectConverged(one, 0), expectConverged(two, 0), expectConverged(elsewhere, 1)]);
  expect(await elsewhere.db.table("sale").count()).toBe(0);
});

test("an own sale is never shown twice and never flickers, whichever of echo and answer comes first", async () => {
  const tablet = await started(0, 0);
  await isLive(tablet);
  const before = await levelOf(tablet, product(2));
  const seen = new Set<number>();
  const watching = setInterval(() => void levelOf(tablet, product(2)).then((level) => seen.add(level)), 1);
  // The answer is lost after the commit, so that the socket's echo comes first; then it is sent again.
  let lost = 0;
  tablet.network.onPushed = () => {
    lost += 1;
    if (lost === 1) throw new Error("fetch failed");
  };
  await sell(tablet, product(2));
  await vi.waitFor(async () => expect((await tablet.outbox()).at(-1)?.status).toBe("settled"), soon);
  await expectConverged(tablet, 0);
  clearInterval(watching);
  expect([...seen].filter((level) => level !== before && level !== before - 1000)).toEqual([]);
  expect(await serverLevel(0, product(2))).toBe(before - 1000);
});

test("sales without a network wait, show at once, and arrive once each when it is back", async () => {
  const tablet = await started(0, 0);
  await isLive(tablet);
  const before = await levelOf(tablet, product(3));
  tablet.network.down = true;
  tablet.network.cutSockets();
  for (let n = 0; n < 25; n += 1) await sell(tablet, product(3));
  expect(await levelOf(tablet, product(3))).toBe(before - 25_000);
  await vi.waitFor(() => expect(tablet.engine.status.connectivity).toBe("offline"), soon);
  tablet.network.down = false;
  tablet.engine.wake();
  await vi.waitFor(
    async () => expect((await tablet.outbox()).filter((entry) => entry.status === "queued")).toEqual([]),
    soon,
  );
  await expectConverged(tablet, 0);
  expect(await serverLevel(0, product(3))).toBe(before - 25_000);
  expect(settledIn(tablet.journal).size).toBe(25);
});

test("when the socket is cut and blocked the tablet polls, misses nothing, and goes live again", async () => {
  const [one, two] = await Promise.all([started(0, 0), started(0, 1)]);
  await Promise.all([isLive(one), isLive(two)]);
  two.network.socketsBlocked = true;
  two.network.cutSockets();
  await vi.waitFor(() => expect(two.engine.status.connectivity).toBe("polling"), { timeout: 1000, interval: 5 });
  const before = await levelOf(two, product(4));
  await sell(one, product(4));
  await vi.waitFor(async () => expect(await levelOf(two, product(4))).toBe(before - 1000), soon);
  two.network.socketsBlocked = false;
  two.engine.wake();
  await isLive(two);
  await sell(one, product(4));
  await vi.waitFor(async () => expect(await levelOf(two, product(4))).toBe(before - 2000), soon);
  await expectConverged(two, 0);
  expect(two.states.slice(0, 3)).toEqual(expect.arrayContaining(["live", "polling"]));
});

test("a refused command takes its effect back and stays in the list with its reason", async () => {
  const tablet = await started(0, 0);
  await isLive(tablet);
  const before = await levelOf(tablet, product(5));
  const command = await sell(tablet, product(5), { change: 77 });
  await vi.waitFor(
    async () => expect((await tablet.outbox()).find(({ id }) => id === command.id)?.status).toBe("rejected"),
    soon,
  );
  expect(await levelOf(tablet, product(5))).toBe(before);
  expect((await tablet.outbox()).find(({ id }) => id === command.id)?.result).toMatchObject({
    code: "PAYMENTS_DO_NOT_MATCH",
  });
  await sell(tablet, product(5));
  await expectConverged(tablet, 0);
});

test("a wiped database is rebuilt from the journal: identity, sequence and every unsent sale", async () => {
  const tablet = await started(0, 2);
  await isLive(tablet);
  tablet.network.down = true;
  tablet.network.cutSockets();
  const commands = [];
  for (let n = 0; n < 5; n += 1) commands.push(await sell(tablet, product(6)));
  const before = await serverLevel(0, product(6));
  await tablet.engine.stop();
  await tablet.db.delete();
  const again = await testTablet({ ...optionsFor(0, 2), lastSequence: 0, journal: tablet.journal });
  tablets.push(again);
  again.network.down = true;
  expect(await again.engine.start()).toEqual({ rebuilt: true, commands: 5 });
  const later = await sell(again, product(6));
  expect(later.sequence).toBe((commands.at(-1)?.sequence ?? 0) + 1);
  again.network.down = false;
  again.engine.wake();
  await expectConverged(again, 0);
  expect(await serverLevel(0, product(6))).toBe(before - 6000);
});

test("a wiped database shows again what was done and settled, until the server's rows come", async () => {
  const tablet = await started(0, 2);
  await isLive(tablet);
  const settled = await sell(tablet, product(9));
  await vi.waitFor(() => expect(settledIn(tablet.journal)).toContain(settled.id), soon);
  await tablet.engine.stop();
  await tablet.db.delete();
  const again = await testTablet({ ...optionsFor(0, 2), lastSequence: 0, journal: tablet.journal });
  tablets.push(again);
  again.network.down = true;
  expect(await again.engine.start()).toEqual({ rebuilt: true, commands: 0 });
  const { saleId } = settled.args as { saleId: string };
  expect(await again.db.table("sale").get(saleId)).toEqual({ id: saleId, mine: true });
  expect((await again.outbox()).find(({ id }) => id === settled.id)?.status).toBe("settled");
  again.network.down = false;
  again.engine.wake();
  await expectConverged(again, 0);
});

test("a revoked tablet loses its socket, keeps its queue, and delivers it when it is enrolled again", async () => {
  const tablet = await started(0, 1);
  await isLive(tablet);
  await owner.query("UPDATE device SET revoked_at = now() WHERE id = $1", [optionsFor(0, 1).identity.deviceId]);
  await vi.waitFor(
    () => expect(tablet.engine.status).toMatchObject({ connectivity: "signed-out", code: "DEVICE_REVOKED" }),
    soon,
  );
  const command = await sell(tablet, product(7));
  expect((await tablet.outbox()).find(({ id }) => id === command.id)?.status).toBe("queued");
  await owner.query("UPDATE device SET revoked_at = NULL");
  server.services.devices.forget(command.deviceId);
  await tablet.engine.restart();
  await vi.waitFor(
    async () => expect((await tablet.outbox()).find(({ id }) => id === command.id)?.status).toBe("settled"),
    soon,
  );
});

test("another life of the database: rows are fetched again, the outbox survives", async () => {
  const tablet = await started(0, 0);
  await isLive(tablet);
  await tablet.engine.stop();
  await tablet.db.table("meta").update("cursor", { "value.epoch": uuidv7() });
  await tablet.db.table("category").put({ id: uuidv7(), name: "de outra vida" });
  const command = await sell(tablet, product(8));
  const again = await started(0, 0, { databaseName: tablet.db.name, journal: tablet.journal });
  await isLive(again);
  await expectConverged(again, 0);
  expect(again.network.pulls).toContain("snapshot-required");
  expect((await again.outbox()).find(({ id }) => id === command.id)?.status).toBe("settled");
});

test("a thousand changed rows travel as a poke and a pull, in the same order of things", async () => {
  const tablet = await started(0, 0);
  await isLive(tablet);
  await owner.query("UPDATE product SET popularity = popularity + 1");
  await owner.query(
    "INSERT INTO customer (id, organization_id, kind, name) SELECT gen_random_uuid(), $1, 'individual', 'Novo ' || n FROM generate_series(1, 3000) n",
    [chain.organizationId],
  );
  await expectConverged(tablet, 0);
});
