import { settledIn } from "@balcao/sync/client/journal-codec";
import { v7 as uuidv7 } from "uuid";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { isLive, setTabletScene, soon, type TabletScene } from "../../testing/tablet-scene.ts";
import { testTablet } from "../../testing/test-tablet.ts";

let scene: TabletScene;

beforeAll(async () => {
  scene = await setTabletScene();
});
afterEach(() => scene.clear());
afterAll(() => scene.close());

test("a wiped database is rebuilt from the journal: identity, sequence and every unsent sale", async () => {
  const tablet = await scene.started(0, 2);
  await isLive(tablet);
  tablet.network.down = true;
  tablet.network.cutSockets();
  const commands = [];
  for (let n = 0; n < 5; n += 1) commands.push(await scene.sell(tablet, scene.product(6)));
  const before = await scene.serverLevel(0, scene.product(6));
  await tablet.engine.stop();
  await tablet.db.delete();
  const again = scene.keep(await testTablet({ ...scene.optionsFor(0, 2), lastSequence: 0, journal: tablet.journal }));
  again.network.down = true;
  expect(await again.engine.start()).toEqual({ rebuilt: true, commands: 5 });
  const later = await scene.sell(again, scene.product(6));
  expect(later.sequence).toBeGreaterThan(commands.at(-1)?.sequence ?? 0);
  again.network.down = false;
  again.engine.wake();
  await scene.expectConverged(again, 0);
  expect(await scene.serverLevel(0, scene.product(6))).toBe(before - 6000);
});

test("a wiped database shows again what was done and settled, until the server's rows come", async () => {
  const tablet = await scene.started(0, 2);
  await isLive(tablet);
  const settled = await scene.sell(tablet, scene.product(9));
  await vi.waitFor(() => expect(settledIn(tablet.journal)).toContain(settled.id), soon);
  await tablet.engine.stop();
  await tablet.db.delete();
  const again = scene.keep(await testTablet({ ...scene.optionsFor(0, 2), lastSequence: 0, journal: tablet.journal }));
  again.network.down = true;
  expect(await again.engine.start()).toEqual({ rebuilt: true, commands: 0 });
  const { saleId } = settled.args as { saleId: string };
  expect(await again.db.table("sale").get(saleId)).toEqual({ id: saleId, mine: true });
  expect((await again.outbox()).find(({ id }) => id === settled.id)?.status).toBe("settled");
  again.network.down = false;
  again.engine.wake();
  await scene.expectConverged(again, 0);
});

test("a revoked tablet loses its socket, keeps its queue, and delivers it when it is enrolled again", async () => {
  const tablet = await scene.started(0, 1);
  await isLive(tablet);
  await scene.owner.query("UPDATE device SET revoked_at = now() WHERE id = $1", [
    scene.optionsFor(0, 1).identity.deviceId,
  ]);
  await vi.waitFor(
    () => expect(tablet.engine.status).toMatchObject({ connectivity: "signed-out", code: "DEVICE_REVOKED" }),
    soon,
  );
  const command = await scene.sell(tablet, scene.product(7));
  expect((await tablet.outbox()).find(({ id }) => id === command.id)?.status).toBe("queued");
  await scene.owner.query("UPDATE device SET revoked_at = NULL");
  scene.server.services.devices.forget(command.deviceId);
  await tablet.engine.restart();
  await vi.waitFor(
    async () => expect((await tablet.outbox()).find(({ id }) => id === command.id)?.status).toBe("settled"),
    soon,
  );
});

test("another life of the database: rows are fetched again, the outbox survives", async () => {
  const tablet = await scene.started(0, 0);
  await isLive(tablet);
  await tablet.engine.stop();
  await tablet.db.table("meta").update("cursor", { "value.epoch": uuidv7() });
  await tablet.db.table("category").put({ id: uuidv7(), name: "de outra vida" });
  const command = await scene.sell(tablet, scene.product(8));
  const again = await scene.started(0, 0, { databaseName: tablet.db.name, journal: tablet.journal });
  await isLive(again);
  await scene.expectConverged(again, 0);
  expect(again.network.pulls).toContain("snapshot-required");
  // Its rows may be here before its answer is.
  await vi.waitFor(async () =>
    expect((await again.outbox()).find(({ id }) => id === command.id)?.status).toBe("settled"),
  );
});
