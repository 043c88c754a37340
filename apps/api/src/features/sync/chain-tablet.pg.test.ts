import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { isLive, setTabletScene, soon, type TabletScene } from "../../testing/tablet-scene.ts";
import { type TestTablet, testTablet } from "../../testing/test-tablet.ts";

let scene: TabletScene;

beforeAll(async () => {
  scene = await setTabletScene();
});
afterEach(() => scene.clear());
afterAll(() => scene.close());

const idOf = (device: number) => scene.optionsFor(0, device).identity.deviceId;

async function count(table: "command_link" | "device_key" | "chain_fault", device: number): Promise<number> {
  const { rows } = await scene.owner.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${table} WHERE device_id = $1`,
    [idOf(device)],
  );
  return rows[0]?.count ?? 0;
}

function unreached(tablet: TestTablet): void {
  tablet.network.down = true;
  tablet.network.cutSockets();
}

function reached(tablet: TestTablet): void {
  tablet.network.down = false;
  tablet.engine.wake();
}

const isSettled = (tablet: TestTablet) =>
  vi.waitFor(
    async () => expect((await tablet.outbox()).filter(({ status }) => status !== "settled")).toEqual([]),
    soon,
  );

test("sales made without a network are signed and chained, whatever is lost on the way", async () => {
  const tablet = await scene.started(0, 0);
  await isLive(tablet);
  unreached(tablet);
  for (let n = 0; n < 5; n += 1) await scene.sell(tablet, scene.product(1));
  let lost = false;
  tablet.network.onPushed = () => {
    if (lost) return;
    lost = true;
    throw new Error("fetch failed");
  };
  reached(tablet);
  await isSettled(tablet);
  await scene.sell(tablet, scene.product(1));
  await vi.waitFor(async () => expect(await count("command_link", 0)).toBe(6), soon);
  expect([lost, await count("chain_fault", 0), await count("device_key", 0)]).toEqual([true, 0, 1]);
});

test("a tablet that lost its database, and its key with it, goes on under another key without a fault", async () => {
  const tablet = await scene.started(0, 1);
  await isLive(tablet);
  await scene.sell(tablet, scene.product(2));
  await isSettled(tablet);
  unreached(tablet);
  await scene.sell(tablet, scene.product(2));
  await tablet.engine.stop();
  await tablet.db.delete();
  const again = scene.keep(await testTablet({ ...scene.optionsFor(0, 1), lastSequence: 0, journal: tablet.journal }));
  await again.engine.start();
  const next = await scene.sell(again, scene.product(2));
  await isSettled(again);
  expect(next.sequence).toBeGreaterThan(100);
  expect(await count("device_key", 1)).toBe(2);
  expect(await count("chain_fault", 1)).toBe(0);
  const { rows } = await scene.owner.query(
    "SELECT count(DISTINCT command_id)::int AS commands FROM command_link WHERE device_id = $1",
    [idOf(1)],
  );
  expect(rows).toEqual([{ commands: 3 }]);
});
