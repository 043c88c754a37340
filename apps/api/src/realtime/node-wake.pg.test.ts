import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { RunningServer } from "../start-server.ts";
import { type ChainScene, setChainScene } from "../testing/chain-scene.ts";
import { deviceClient } from "../testing/device-client.ts";
import { type LiveListener, listenLive } from "../testing/live-listener.ts";
import { saleCommand } from "../testing/sale-command.ts";
import { serveTest } from "../testing/serve-test.ts";

const never = 24 * 3_600_000;
let scene: ChainScene;
let other: RunningServer;
let sequence = 0;

beforeAll(async () => {
  scene = await setChainScene({ devicesPerStore: 2 }, { lookEvery: never });
  other = await serveTest(scene.database.url, { lookEvery: never });
});

afterAll(async () => {
  await other.close();
  await scene.close();
});

const device = (index: number) => {
  const found = scene.chain.stores[0]?.devices[index];
  if (found === undefined) throw new Error("no such device");
  return found;
};

/** One sale through the first node. */
async function sellOnFirst(): Promise<void> {
  sequence += 1;
  const { id, cookie } = device(0);
  const command = saleCommand({
    deviceId: id,
    operatorId: scene.chain.stores[0]?.operators[0]?.id ?? "",
    cashSessionId: uuidv7(),
    sequence,
    lines: [{ productId: scene.chain.productIds[0] ?? "", units: 1, unitPrice: 500, priceId: null }],
  });
  await deviceClient(scene.server.url, cookie).push([command]);
}

const sales = ({ texts }: LiveListener) => texts.filter((text) => text.includes("receiptNumber")).length;

/** Ends the connections by which the nodes hear each other. */
async function deafen(): Promise<number> {
  const { rowCount } = await scene.owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'balcao-channel' AND datname = current_database()`,
  );
  return rowCount ?? 0;
}

test("what one node commits is told by the sockets of another, which looks at the feed only when it is woken", async () => {
  const listener = await listenLive(other.url, device(1).cookie, "delta");
  await sellOnFirst();
  await vi.waitFor(() => expect(sales(listener)).toBe(1), { timeout: 10_000 });
  listener.socket.terminate();
});

test("nodes whose connection was cut hear each other again, and of what was committed meanwhile", async () => {
  const listener = await listenLive(other.url, device(1).cookie, "delta");
  expect(await deafen()).toBe(2);
  await sellOnFirst();
  await vi.waitFor(() => expect(sales(listener)).toBe(1), { timeout: 10_000 });
  await vi.waitFor(
    async () => {
      await sellOnFirst();
      expect(sales(listener)).toBeGreaterThan(2);
    },
    { timeout: 10_000, interval: 200 },
  );
  listener.socket.terminate();
});
