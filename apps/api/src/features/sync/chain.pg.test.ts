import type { TestChain, TestDevice, TestStore } from "@balcao/db/testing/seed-test-chain";
import type { Command } from "@balcao/sync/protocol";
import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { type ChainScene, setChainScene } from "../../testing/chain-scene.ts";
import { type DeviceClient, deviceClient } from "../../testing/device-client.ts";
import { openCommand, saleCommand } from "../../testing/sale-command.ts";
import { type SigningDevice, signingDevice } from "../../testing/signing-device.ts";

let scene: ChainScene;
let server: RunningServer;
let owner: pg.Pool;
let chain: TestChain;
let store: TestStore;
let device: TestDevice;
let client: DeviceClient;
let signing: SigningDevice;
let session: string;
let sequence: number;
let devices = 0;

beforeAll(async () => {
  scene = await setChainScene({ devicesPerStore: 20, openingStock: 100_000 });
  ({ chain, server, owner } = scene);
});

afterAll(() => scene.close());

/** Each test has a tablet of its own, with an open drawer and a key. */
beforeEach(async () => {
  [store] = chain.stores as [TestStore];
  device = store.devices[devices] as TestDevice;
  devices += 1;
  client = deviceClient(server.url, device.cookie);
  session = uuidv7();
  sequence = 0;
  await client.push([openCommand({ ...who(), cashSessionId: session })]);
  signing = await signingDevice(sequence);
});

function who() {
  sequence += 1;
  return { deviceId: device.id, operatorId: store.operators[0]?.id ?? "", sequence };
}

function sale(overrides: { readonly id?: string; readonly sequence?: number } = {}): Command {
  const line = { productId: chain.productIds[0] ?? "", units: 1, unitPrice: 236, priceId: chain.priceIds[0] ?? "" };
  return saleCommand({ ...who(), cashSessionId: session, lines: [line], ...overrides });
}

const sealedSale = () => signing.seal(sale());
const sealedSales = async (count: number) => {
  const commands: Command[] = [];
  for (let n = 0; n < count; n += 1) commands.push(await sealedSale());
  return commands;
};

/** Pushes, and expects that every sale took effect whatever is wrong with its seal. */
async function push(commands: readonly Command[], keys = [signing.key]): Promise<void> {
  const results = await client.push(commands, keys);
  expect(results.map(({ outcome }) => outcome)).toEqual(commands.map(() => "applied"));
}

interface FoundFault {
  readonly kind: string;
  readonly sequence: number;
  readonly healed: boolean;
}

async function faults(): Promise<FoundFault[]> {
  const { rows } = await owner.query<FoundFault>(
    `SELECT kind, sequence::int, healed_at IS NOT NULL AS healed FROM chain_fault
     WHERE device_id = $1 ORDER BY sequence, kind`,
    [device.id],
  );
  return rows;
}

async function head(): Promise<string | undefined> {
  const { rows } = await owner.query<{ head_hash: Buffer }>("SELECT head_hash FROM device_chain WHERE device_id = $1", [
    device.id,
  ]);
  return rows[0]?.head_hash.toString("base64url");
}

test("the commands of an honest tablet verify and link, in whatever pushes and however often they arrive", async () => {
  const commands = await sealedSales(7);
  await push(commands.slice(0, 3));
  await push(commands.slice(1, 5));
  await push(commands);
  await push(commands);
  expect(await faults()).toEqual([]);
  expect(await head()).toBe(signing.head());
  const { rows } = await owner.query("SELECT count(*)::int AS links FROM command_link WHERE device_id = $1", [
    device.id,
  ]);
  expect(rows).toEqual([{ links: 7 }]);
});

test("without a key commands need no seal", async () => {
  await push([sale(), sale()], []);
  expect(await faults()).toEqual([]);
});

test("a command without a seal from a tablet that has a key is a fault, but not one that was decided before", async () => {
  const before = sale();
  await push([before], []);
  signing = await signingDevice(sequence);
  await push(await sealedSales(1));
  const late = sale();
  await push([before, late], []);
  expect(await faults()).toEqual([{ kind: "unsigned", sequence: late.sequence, healed: false }]);
  await push([await sealedSale()]);
  expect(await faults()).toHaveLength(1);
});

test("a command that never came is a gap, until it comes", async () => {
  const [first, lost, ...after] = (await sealedSales(4)) as [Command, Command, ...Command[]];
  await push([first, ...after]);
  expect(await faults()).toEqual([{ kind: "gap", sequence: after[0]?.sequence, healed: false }]);
  await push([lost]);
  expect(await faults()).toEqual([{ kind: "gap", sequence: after[0]?.sequence, healed: true }]);
});

test("a command that was taken away before it was sealed is a gap, by its number", async () => {
  await push([await sealedSale()]);
  const lost = sale();
  await push([await sealedSale()]);
  const { rows } = await owner.query("SELECT kind, missing::text FROM chain_fault WHERE device_id = $1", [device.id]);
  expect(rows).toEqual([{ kind: "gap", missing: `{[${lost.sequence},${lost.sequence + 1})}` }]);
});

test("two commands in one place are a fork", async () => {
  await push([await sealedSale()]);
  const place = signing.head();
  await push([await sealedSale()]);
  signing.goBackTo(place);
  const second = await signing.seal(sale({ sequence }));
  await push([second]);
  expect(await faults()).toEqual([{ kind: "fork", sequence: second.sequence, healed: false }]);
});

test("a command without a seal in a place that is taken is a fork, and once only", async () => {
  const first = await sealedSale();
  await push([first]);
  const second = sale({ sequence: first.sequence });
  await push([second, first]);
  await push([second]);
  expect(await faults()).toEqual([{ kind: "fork", sequence: first.sequence, healed: false }]);
});

test("a command that follows one made after it is out of order", async () => {
  const [first, second] = [sale(), sale()];
  await push([await signing.seal(second), await signing.seal(first)]);
  expect((await faults()).map(({ kind }) => kind)).toEqual(["reordered"]);
});

test("a command whose words are not what was signed is a fault, and takes effect", async () => {
  const command = await sealedSale();
  await push([{ ...command, deviceTime: "2026-01-01T00:00:00.000Z" }]);
  expect(await faults()).toEqual([{ kind: "bad-signature", sequence: command.sequence, healed: false }]);
});

test("a command that comes again with other content is an edited one", async () => {
  const command = await sealedSale();
  await push([command]);
  const forged = { ...command, args: { ...(command.args as object), receiptNumber: "forged" } };
  expect(await client.push([forged], [signing.key])).toMatchObject([{ code: "COMMAND_ID_REUSED" }]);
  expect(await faults()).toEqual([{ kind: "edited", sequence: command.sequence, healed: false }]);
});

test.each([
  ["no text", { signature: 17 }, "bad-signature"],
  ["cut off", { signature: "abc" }, "bad-signature"],
  ["without what comes before", { previousHash: null }, "bad-signature"],
  ["far too long", { signature: "a".repeat(5_000) }, "bad-signature"],
  ["gone", { signature: undefined, previousHash: undefined }, "bad-signature"],
  ["of a key that nobody knows", { signature: `${"k".repeat(43)}.${"s".repeat(86)}` }, "unknown-key"],
])("a seal that is %s refuses no sale and is a fault", async (_, change, kind) => {
  const command = await sealedSale();
  const sent = { ...command, ...change } as Command;
  await push([sent]);
  expect(await faults()).toEqual([{ kind, sequence: command.sequence, healed: false }]);
});

test("keys that are none refuse no sale", async () => {
  const nowhere = { kty: "EC", crv: "P-256", x: "A".repeat(43), y: "B".repeat(43) } as const;
  await push(await sealedSales(1), [{ publicKey: nowhere, since: 0 }, { nonsense: true } as never]);
  expect((await faults()).map(({ kind }) => kind)).toEqual(["unknown-key"]);
});

test("a tablet that lost its key goes on with another, whose first command links to it", async () => {
  await push(await sealedSales(2));
  const before = signing;
  // After a loss of the local database a hundred sequences are left out.
  const underWay = await before.seal(sale());
  sequence += 100;
  signing = await signingDevice(sequence);
  await push([await signing.seal({ ...underWay, previousHash: null, signature: null }), ...(await sealedSales(3))]);
  // What had left before the loss may arrive after it.
  await push([underWay], [before.key]);
  expect(await faults()).toEqual([]);
  expect(
    (await owner.query("SELECT count(*)::int AS keys FROM device_key WHERE device_id = $1", [device.id])).rows,
  ).toEqual([{ keys: 2 }]);
  expect(
    (
      await owner.query(
        "SELECT count(*)::int AS entries FROM audit_entry WHERE entity_id = $1 AND action = 'sync.push' AND details ? 'key'",
        [device.id],
      )
    ).rows,
  ).toEqual([{ entries: 2 }]);
});

test("a database that was restored goes back; what is sent again is no fault, and what it lost for ever is a gap", async () => {
  await push(await sealedSales(2));
  const rest = await sealedSales(4);
  await push(rest);
  await forget(2);
  await push(rest.slice(2));
  expect(await faults()).toMatchObject([{ kind: "gap", healed: false }]);
  await push(rest.slice(0, 2));
  expect(await faults()).toMatchObject([{ kind: "gap", healed: true }]);
  await push(await sealedSales(1));
  expect(await faults()).toHaveLength(1);
});

/** The database as an older copy has it: the links and the key of what came after the first are not there. */
async function forget(after: number): Promise<void> {
  const last = after + 1;
  await owner.query("DELETE FROM command_link WHERE device_id = $1 AND sequence > $2", [device.id, last]);
  await owner.query("DELETE FROM device_key WHERE device_id = $1", [device.id]);
  await owner.query(
    "UPDATE device_chain SET arrived = arrived * int8multirange(int8range(0, $2, '[]')) WHERE device_id = $1",
    [device.id, last],
  );
}
