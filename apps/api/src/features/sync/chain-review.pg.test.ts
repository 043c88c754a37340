import type { TestChain, TestDevice, TestStore } from "@balcao/db/testing/seed-test-chain";
import type { Command } from "@balcao/sync/protocol";
import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { setTwoChainScene, type TwoChainScene } from "../../testing/chain-scene.ts";
import { deviceClient } from "../../testing/device-client.ts";
import { type Browser, signIn } from "../../testing/person-client.ts";
import { saleCommand } from "../../testing/sale-command.ts";
import { type SigningDevice, signingDevice } from "../../testing/signing-device.ts";

let scene: TwoChainScene;
let server: RunningServer;
let owner: pg.Pool;
let chain: TestChain;
let store: TestStore;
let device: TestDevice;
let signing: SigningDevice;
let manager: Browser;
let stranger: Browser;
let sequence: number;
let devices = 0;

beforeAll(async () => {
  scene = await setTwoChainScene({ devicesPerStore: 3 });
  ({ chain, server, owner } = scene);
  manager = await signIn(server.url, chain.people["store-manager"]);
  stranger = await signIn(server.url, scene.other.people["store-manager"]);
});

afterAll(() => scene.close());

/** Each test has a tablet of its own, with a key. */
beforeEach(async () => {
  [store] = chain.stores as [TestStore];
  device = store.devices[devices] as TestDevice;
  devices += 1;
  sequence = 0;
  signing = await signingDevice(0);
});

function sale(): Command {
  sequence += 1;
  const line = { productId: chain.productIds[0] ?? "", units: 1, unitPrice: 236, priceId: null };
  const who = { deviceId: device.id, operatorId: store.operators[0]?.id ?? "", cashSessionId: uuidv7() };
  return saleCommand({ ...who, sequence, lines: [line] });
}

async function sealedSales(count: number): Promise<Command[]> {
  const commands: Command[] = [];
  for (let n = 0; n < count; n += 1) commands.push(await signing.seal(sale()));
  return commands;
}

const push = (commands: readonly Command[]) => deviceClient(server.url, device.cookie).push(commands, [signing.key]);

test("a manager sees a tablet's chain and marks a fault as seen, once and on record; a cashier and another chain cannot", async () => {
  const [first, , ...after] = (await sealedSales(4)) as [Command, Command, ...Command[]];
  await push([first, ...after]);
  const read = async () => (await manager.query("identity.readChain", { deviceId: device.id })).data as ReadChain;
  const before = await read();
  expect(before).toMatchObject({
    lastSequence: after.at(-1)?.sequence,
    faults: [{ kind: "gap", sequence: after[0]?.sequence, seenAt: null, healedAt: null }],
  });
  expect(before.signedSince).not.toBeNull();
  const open = async () =>
    ((await manager.query("identity.listDevices", {})).data as readonly { id: string; openFaults: number }[]).find(
      ({ id }) => id === device.id,
    )?.openFaults;
  expect(await open()).toBe(1);
  const faultId = before.faults[0]?.id;
  const cashier = await signIn(server.url, chain.people.cashier);
  expect((await cashier.mutate("identity.markFaultSeen", { faultId })).code).toBe("FORBIDDEN");
  expect((await stranger.mutate("identity.markFaultSeen", { faultId })).code).toBe("NOT_FOUND");
  expect((await stranger.query("identity.readChain", { deviceId: device.id })).data).toMatchObject({ faults: [] });
  expect((await manager.mutate("identity.markFaultSeen", { faultId })).code).toBeNull();
  const seenAt = (await read()).faults[0]?.seenAt;
  expect(seenAt).not.toBeNull();
  expect(await open()).toBe(0);
  await manager.mutate("identity.markFaultSeen", { faultId });
  expect((await read()).faults[0]?.seenAt).toBe(seenAt);
  const { rows } = await owner.query(
    "SELECT actor_id, details->>'kind' AS kind FROM audit_entry WHERE entity_id = $1 AND action = 'identity.markFaultSeen'",
    [device.id],
  );
  expect(rows[0]).toEqual({ actor_id: chain.people["store-manager"].id, kind: "gap" });
});

test("all faults that were shown are marked at once, and none that came since", async () => {
  await push(await sealedSales(1));
  const unsigned = [sale(), sale(), sale()] as const;
  await push(unsigned.slice(0, 2));
  const read = async () => (await manager.query("identity.readChain", { deviceId: device.id })).data as ReadChain;
  const shown = await read();
  await push(unsigned.slice(2));
  const newestId = shown.faults[0]?.id;
  for (const person of [stranger, manager])
    expect((await person.mutate("identity.markFaultsSeen", { deviceId: device.id, newestId })).code).toBeNull();
  const seen = (await read()).faults.map(({ seenAt }) => seenAt !== null);
  expect(seen).toEqual([false, ...shown.faults.map(() => true)]);
  const { rows } = await owner.query(
    "SELECT actor_id, details FROM audit_entry WHERE action = 'identity.markFaultsSeen' AND organization_id = $1",
    [chain.organizationId],
  );
  expect(rows).toEqual([{ actor_id: chain.people["store-manager"].id, details: { faults: 2 } }]);
});

interface ReadChain {
  readonly signedSince: string | null;
  readonly faults: readonly { readonly id: string; readonly seenAt: string | null }[];
}
