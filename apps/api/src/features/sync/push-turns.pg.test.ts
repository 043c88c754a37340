import type { TestChain, TestStore } from "@balcao/db/testing/seed-test-chain";
import { open } from "@balcao/db/testing/test-server";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { type ChainScene, setChainScene } from "../../testing/chain-scene.ts";
import { deviceClient } from "../../testing/device-client.ts";
import { openCommand } from "../../testing/sale-command.ts";

let scene: ChainScene;
let server: RunningServer;
let chain: TestChain;

beforeAll(async () => {
  scene = await setChainScene({ stores: 2, devicesPerStore: 20 });
  ({ chain, server } = scene);
});

afterAll(() => scene.close());

function pushFrom(store: TestStore | undefined, index: number) {
  const device = store?.devices[index];
  if (store === undefined || device === undefined) throw new Error("no such device");
  const made = { deviceId: device.id, operatorId: store.operators[0]?.id ?? "", sequence: 1, cashSessionId: uuidv7() };
  return deviceClient(server.url, device.cookie).push([openCommand(made)]);
}

test("twenty tablets of a store that wait for each other keep no tablet of another store waiting", async () => {
  const [busy, other] = chain.stores;
  await using holder = await open(scene.database.url);
  await holder.query("BEGIN");
  await holder.query("SELECT pg_advisory_xact_lock(hashtextextended($1::uuid::text, 0))", [busy?.id]);
  const waiting = (busy?.devices ?? []).map((_, index) => pushFrom(busy, index));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const began = performance.now();
  expect(await pushFrom(other, 0)).toMatchObject([{ outcome: "applied" }]);
  expect(performance.now() - began).toBeLessThan(3000);
  await holder.query("COMMIT");
  for (const results of await Promise.all(waiting)) expect(results).toMatchObject([{ outcome: "applied" }]);
});
