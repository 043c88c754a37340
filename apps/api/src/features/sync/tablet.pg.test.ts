import { settledIn } from "@balcao/sync/client/journal-codec";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { isLive, levelOf, setTabletScene, soon, type TabletScene } from "../../testing/tablet-scene.ts";

let scene: TabletScene;

beforeAll(async () => {
  scene = await setTabletScene();
});
afterEach(() => scene.clear());
afterAll(() => scene.close());

test("a new tablet loads its scopes, goes live and holds exactly the server's rows", async () => {
  const tablet = await scene.started(0, 0);
  await isLive(tablet);
  await scene.expectConverged(tablet, 0);
  expect(tablet.troubles).toEqual([]);
});

test("a sale shows on the other tablet of the store, and not in another store", async () => {
  const [one, two, elsewhere] = await Promise.all([scene.started(0, 0), scene.started(0, 1), scene.started(1, 0)]);
  await Promise.all([one, two, elsewhere].map(isLive));
  const before = await levelOf(two, scene.product(1));
  await scene.sell(one, scene.product(1));
  expect(await levelOf(one, scene.product(1))).toBe(before - 1000);
  await vi.waitFor(async () => expect(await levelOf(two, scene.product(1))).toBe(before - 1000), soon);
  await Promise.all([
    scene.expectConverged(one, 0),
    scene.expectConverged(two, 0),
    scene.expectConverged(elsewhere, 1),
  ]);
  expect(await elsewhere.db.table("sale").count()).toBe(0);
});

test("an own sale is never shown twice and never flickers, whichever of echo and answer comes first", async () => {
  const tablet = await scene.started(0, 0);
  await isLive(tablet);
  const before = await levelOf(tablet, scene.product(2));
  const seen = new Set<number>();
  const watching = setInterval(() => void levelOf(tablet, scene.product(2)).then((level) => seen.add(level)), 1);
  // The answer is lost after the commit, so that the socket's echo comes first; then it is sent again.
  let lost = 0;
  tablet.network.onPushed = () => {
    lost += 1;
    if (lost === 1) throw new Error("fetch failed");
  };
  await scene.sell(tablet, scene.product(2));
  await vi.waitFor(async () => expect((await tablet.outbox()).at(-1)?.status).toBe("settled"), soon);
  await scene.expectConverged(tablet, 0);
  clearInterval(watching);
  expect([...seen].filter((level) => level !== before && level !== before - 1000)).toEqual([]);
  expect(await scene.serverLevel(0, scene.product(2))).toBe(before - 1000);
});

test("sales without a network wait, show at once, and arrive once each when it is back", async () => {
  const tablet = await scene.started(0, 0);
  await isLive(tablet);
  const before = await levelOf(tablet, scene.product(3));
  tablet.network.down = true;
  tablet.network.cutSockets();
  for (let n = 0; n < 25; n += 1) await scene.sell(tablet, scene.product(3));
  expect(await levelOf(tablet, scene.product(3))).toBe(before - 25_000);
  await vi.waitFor(() => expect(tablet.engine.status.connectivity).toBe("offline"), soon);
  tablet.network.down = false;
  tablet.engine.wake();
  await vi.waitFor(
    async () => expect((await tablet.outbox()).filter((entry) => entry.status === "queued")).toEqual([]),
    soon,
  );
  await scene.expectConverged(tablet, 0);
  expect(await scene.serverLevel(0, scene.product(3))).toBe(before - 25_000);
  expect(settledIn(tablet.journal).size).toBe(25);
});

test("when the socket is cut and blocked the tablet polls, misses nothing, and goes live again", async () => {
  const [one, two] = await Promise.all([scene.started(0, 0), scene.started(0, 1)]);
  await Promise.all([isLive(one), isLive(two)]);
  two.network.socketsBlocked = true;
  two.network.cutSockets();
  await vi.waitFor(() => expect(two.engine.status.connectivity).toBe("polling"), { timeout: 1000, interval: 5 });
  const before = await levelOf(two, scene.product(4));
  await scene.sell(one, scene.product(4));
  await vi.waitFor(async () => expect(await levelOf(two, scene.product(4))).toBe(before - 1000), soon);
  two.network.socketsBlocked = false;
  two.engine.wake();
  await isLive(two);
  await scene.sell(one, scene.product(4));
  await vi.waitFor(async () => expect(await levelOf(two, scene.product(4))).toBe(before - 2000), soon);
  await scene.expectConverged(two, 0);
  expect(two.states.slice(0, 3)).toEqual(expect.arrayContaining(["live", "polling"]));
});

test("a refused command takes its effect back and stays in the list with its reason", async () => {
  const tablet = await scene.started(0, 0);
  await isLive(tablet);
  const before = await levelOf(tablet, scene.product(5));
  const command = await scene.sell(tablet, scene.product(5), { change: 77 });
  await vi.waitFor(
    async () => expect((await tablet.outbox()).find(({ id }) => id === command.id)?.status).toBe("rejected"),
    soon,
  );
  expect(await levelOf(tablet, scene.product(5))).toBe(before);
  expect((await tablet.outbox()).find(({ id }) => id === command.id)?.result).toMatchObject({
    code: "PAYMENTS_DO_NOT_MATCH",
  });
  await scene.sell(tablet, scene.product(5));
  await scene.expectConverged(tablet, 0);
});

test("a thousand changed rows travel as a poke and a pull, in the same order of things", async () => {
  const tablet = await scene.started(0, 0);
  await isLive(tablet);
  await scene.owner.query("UPDATE product SET popularity = popularity + 1");
  await scene.owner.query(
    "INSERT INTO customer (id, organization_id, kind, name) SELECT gen_random_uuid(), $1, 'individual', 'Novo ' || n FROM generate_series(1, 3000) n",
    [scene.chain.organizationId],
  );
  await scene.expectConverged(tablet, 0);
});
