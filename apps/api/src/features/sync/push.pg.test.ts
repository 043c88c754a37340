import type { TestChain, TestDevice, TestStore } from "@balcao/db/testing/seed-test-chain";
import type { Command } from "@balcao/sync/protocol";
import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { setTwoChainScene, type TwoChainScene } from "../../testing/chain-scene.ts";
import { type DeviceClient, deviceClient } from "../../testing/device-client.ts";
import { openCommand, saleCommand } from "../../testing/sale-command.ts";

let scene: TwoChainScene;
let server: RunningServer;
let owner: pg.Pool;
let chain: TestChain;
let other: TestChain;
let store: TestStore;
let device: TestDevice;
let client: DeviceClient;
let session: string;
let sequence = 0;

beforeAll(async () => {
  scene = await setTwoChainScene({ stores: 2, devicesPerStore: 3, openingStock: 100_000 });
  ({ chain, other, server, owner } = scene);
});

afterAll(() => scene.close());

beforeEach(async () => {
  [store] = chain.stores as [TestStore];
  [device] = store.devices as [TestDevice];
  client = deviceClient(server.url, device.cookie);
  session = uuidv7();
  await client.push([openCommand({ ...who(), cashSessionId: session })]);
});

function who() {
  sequence += 1;
  return { deviceId: device.id, operatorId: store.operators[0]?.id ?? "", sequence };
}

function sale(
  units = 1,
  overrides: { readonly id?: string; readonly priceId?: string | null; readonly customerId?: string } = {},
): Command {
  const line = {
    productId: chain.productIds[0] ?? "",
    units,
    unitPrice: 236,
    priceId: overrides.priceId === undefined ? (chain.priceIds[0] ?? "") : overrides.priceId,
  };
  return saleCommand({ ...who(), cashSessionId: session, lines: [line], ...overrides });
}

async function one<T>(text: string, values: readonly unknown[] = []): Promise<T> {
  const { rows } = await owner.query(text, [...values]);
  return Object.values(rows[0] as object)[0] as T;
}

const saleIdOf = (command: Command) => (command.args as { readonly saleId: string }).saleId;
const salesNamed = (command: Command) => one<string>("SELECT count(*) FROM sale WHERE id = $1", [saleIdOf(command)]);
const levelNow = () =>
  one<string>("SELECT quantity FROM stock_level WHERE store_id = $1 AND product_id = $2", [
    store.id,
    chain.productIds[0],
  ]);

test("a sale is applied once, however often and in however many ways it arrives", async () => {
  const command = sale(2);
  const before = Number(await levelNow());
  const [first] = await client.push([command]);
  const again = await Promise.all([client.push([command]), client.push([command]), client.push([command, command])]);
  expect(first).toMatchObject({ outcome: "applied" });
  for (const results of again) for (const result of results) expect(result).toEqual(first);
  expect(await salesNamed(command)).toBe("1");
  expect(Number(await levelNow())).toBe(before - 2000);
});

test("two first pushes at the same moment are one effect", async () => {
  const command = sale();
  const [a, b] = await Promise.all([client.push([command]), client.push([command])]);
  expect(a).toEqual(b);
  expect(await salesNamed(command)).toBe("1");
});

test("a used id with other content is refused, reported, and changes nothing", async () => {
  const command = sale();
  const [first] = await client.push([command]);
  const forged = { ...command, args: { ...(command.args as object), receiptNumber: "forged" } };
  expect(await client.push([forged])).toMatchObject([{ outcome: "rejected", code: "COMMAND_ID_REUSED" }]);
  expect(await client.push([command])).toEqual([first]);
  expect(
    await one("SELECT count(*) FROM audit_entry WHERE command_id = $1 AND action = 'sync.push'", [command.id]),
  ).toBe("1");
});

test("a poison command among a hundred: 99 applied, one refused with its reason", async () => {
  const commands = Array.from({ length: 100 }, () => sale());
  const poisoned = commands[41] as Command;
  commands[41] = { ...poisoned, args: { ...(poisoned.args as object), total: "much" } };
  const results = await client.push(commands);
  const refused = results.filter((result) => result.outcome === "rejected");
  expect(
    results.filter((result) => result.outcome === "applied" || result.outcome === "applied-with-exceptions"),
  ).toHaveLength(99);
  expect(refused).toMatchObject([{ id: poisoned.id, code: "COMMAND_INVALID", details: { total: expect.any(String) } }]);
});

test("a command that is none at all does not stop the others", async () => {
  const command = sale();
  const results = await client.push([{ id: "nonsense" }, 17, null, command]);
  expect(results.filter((result) => result.outcome === "rejected")).toHaveLength(3);
  expect(await salesNamed(command)).toBe("1");
});

test("a sale whose payments do not add up is refused and leaves nothing behind", async () => {
  const command = sale();
  const broken = { ...command, args: { ...(command.args as object), change: 5 } };
  const before = await levelNow();
  expect(await client.push([broken])).toMatchObject([{ outcome: "rejected", code: "PAYMENTS_DO_NOT_MATCH" }]);
  expect(await salesNamed(command)).toBe("0");
  expect(await levelNow()).toBe(before);
  // The refusal is an answer for ever, too.
  expect(await client.push([broken])).toMatchObject([{ outcome: "rejected", code: "PAYMENTS_DO_NOT_MATCH" }]);
});

test("what does not fit becomes an exception, and the sale stands", async () => {
  const unknownProduct = saleCommand({
    ...who(),
    operatorId: uuidv7(),
    cashSessionId: uuidv7(),
    customerId: other.customerIds[0] ?? "",
    lines: [{ productId: other.productIds[0] ?? "", units: 1, unitPrice: 100, priceId: null }],
  });
  const [result] = await client.push([unknownProduct]);
  expect(result).toMatchObject({
    outcome: "applied-with-exceptions",
    exceptions: ["PRICE_DRIFT", "UNKNOWN_PRODUCT", "UNKNOWN_CUSTOMER", "UNKNOWN_CASH_SESSION", "OPERATOR_NOT_ALLOWED"],
  });
  const tooMany = saleCommand({
    ...who(),
    cashSessionId: session,
    lines: [{ productId: chain.productIds[7] ?? "", units: 101, unitPrice: 495, priceId: chain.priceIds[7] ?? "" }],
  });
  expect(await client.push([tooMany])).toMatchObject([{ exceptions: ["OVERSOLD"] }]);
});

test("a price that has moved is flagged, never changed", async () => {
  const [result] = await client.push([sale(1, { priceId: uuidv7() })]);
  expect(result).toMatchObject({
    outcome: "applied-with-exceptions",
    exceptions: expect.arrayContaining(["PRICE_DRIFT"]),
  });
});

test("a command the server does not know waits, and leaves no receipt", async () => {
  const command = { ...sale(), name: "sales.inventNewThing" };
  expect(await client.push([command])).toEqual([{ id: command.id, outcome: "later", code: "COMMAND_UNKNOWN" }]);
  expect(await one("SELECT count(*) FROM command_receipt WHERE id = $1", [command.id])).toBe("0");
});

test("a mutation that is not for devices cannot be pushed", async () => {
  for (const name of ["stores.createStore", "identity.revokeDevice", "sync.push", "sales.constructor"]) {
    expect(await client.push([{ ...sale(), name }])).toMatchObject([{ outcome: "later", code: "COMMAND_UNKNOWN" }]);
  }
});

test("a device cannot speak for another; what it holds of another waits on it, and comes through from the right one", async () => {
  const [, second] = store.devices as [TestDevice, TestDevice];
  const command = { ...sale(), deviceId: second.id };
  expect(await client.push([command])).toEqual([{ id: command.id, outcome: "later", code: "DEVICE_MISMATCH" }]);
  expect(await one("SELECT count(*) FROM command_receipt WHERE id = $1", [command.id])).toBe("0");
  // The drawer is the first tablet's.
  const [result] = await deviceClient(server.url, second.cookie).push([command]);
  expect(result).toMatchObject({ exceptions: expect.arrayContaining(["UNKNOWN_CASH_SESSION"]) });
});

test("three tablets of a store push the same goods at once: nothing is lost to deadlocks", async () => {
  const before = Number(await levelNow());
  const pushes = store.devices.map((tablet, index) => {
    const commands = Array.from({ length: 40 }, (_, n) =>
      saleCommand({
        deviceId: tablet.id,
        operatorId: store.operators[0]?.id ?? "",
        sequence: index === 0 ? (sequence += 1) : n + 1,
        cashSessionId: session,
        lines: [0, 1, 2].map((offset) => ({
          productId: chain.productIds[(n * (index + 1) + offset) % 5] ?? "",
          units: 1,
          unitPrice: 300,
          priceId: null,
        })),
      }),
    );
    return deviceClient(server.url, tablet.cookie).push(commands);
  });
  const results = (await Promise.all(pushes)).flat();
  expect(results.every((result) => result.outcome === "applied-with-exceptions")).toBe(true);
  expect(Number(await levelNow())).toBeLessThan(before);
  expect(
    await one(`SELECT count(*) FROM stock_level l WHERE quantity <> (
      SELECT sum(quantity) FROM stock_movement m WHERE m.store_id = l.store_id AND m.product_id = l.product_id)`),
  ).toBe("0");
  expect(
    await one(`SELECT count(*) FROM sale s WHERE total + change <> (SELECT sum(amount) FROM payment WHERE sale_id = s.id)
      OR total <> (SELECT sum(total) FROM sale_line WHERE sale_id = s.id)`),
  ).toBe("0");
});

test("every applied command has its receipt, its audit entry and its place in the device's order", async () => {
  const commands = [sale(), sale()];
  await client.push(commands.toReversed());
  const receipts = await owner.query("SELECT id FROM command_receipt WHERE id = ANY($1) ORDER BY sequence", [
    commands.map(({ id }) => id),
  ]);
  expect(receipts.rows.map((row: { id: string }) => row.id)).toEqual(commands.map(({ id }) => id));
  expect(await one("SELECT count(*) FROM audit_entry WHERE command_id = ANY($1)", [commands.map(({ id }) => id)])).toBe(
    "2",
  );
  expect(Number(await one("SELECT last_sequence FROM device WHERE id = $1", [device.id]))).toBe(sequence);
});

test("a revoked tablet's push is refused as a whole; its commands come through once it is welcome again", async () => {
  const command = sale();
  await owner.query("UPDATE device SET revoked_at = now() WHERE id = $1", [device.id]);
  await expect(client.push([command])).rejects.toThrow("DEVICE_REVOKED");
  expect(await salesNamed(command)).toBe("0");
  await owner.query("UPDATE device SET revoked_at = NULL WHERE id = $1", [device.id]);
  server.services.devices.forget(device.id);
  expect(await client.push([command])).toMatchObject([{ id: command.id, outcome: expect.stringMatching(/^applied/) }]);
});

test("a drawer closed in the same push as its sales expects their cash", async () => {
  const closing = { ...openCommand({ ...who(), cashSessionId: session }), name: "cashSessions.close" };
  const [first, second] = [sale(1), sale(2)];
  const close = {
    ...closing,
    sequence: (sequence += 1),
    args: { cashSessionId: session, countedCash: 10_708, closedAt: new Date().toISOString() },
  };
  const results = await client.push([first, second, close]);
  expect(results.at(-1)).toMatchObject({ outcome: "applied", result: { expectedCash: 10_000 + 3 * 236 } });
});

test("a sale that was put off and comes after its drawer was closed belongs to that drawer all the same", async () => {
  const [late, first] = [sale(2), sale(1)];
  const args = { cashSessionId: session, countedCash: 10_236, closedAt: new Date().toISOString() };
  const close = { ...openCommand({ ...who(), cashSessionId: session }), name: "cashSessions.close", args };
  await client.push([first, close]);
  const results = await client.push([late, sale(1)]);
  expect(results.map((result) => result.outcome.slice(0, 7))).toEqual(["applied", "applied"]);
  expect(Number(await one("SELECT expected_cash FROM cash_session WHERE id = $1", [session]))).toBe(10_000 + 4 * 236);
});

test("a sale that two commands tell of counts once: the second is refused, in the same push and in a later one", async () => {
  const [first, second, third, fourth] = [sale(), sale(), sale(), sale()];
  const again = (command: Command) => ({ ...command, args: { ...(command.args as object), saleId: saleIdOf(first) } });
  const before = Number(await levelNow());
  const results = [...(await client.push([first, again(second), third])), ...(await client.push([again(fourth)]))];
  expect(results.map((result) => (result.outcome === "rejected" ? result.code : "applied"))).toEqual([
    "applied",
    "SALE_RECORDED_BEFORE",
    "applied",
    "SALE_RECORDED_BEFORE",
  ]);
  expect(await salesNamed(first)).toBe("1");
  expect(Number(await levelNow())).toBe(before - 2000);
});

test("a sale that the database does not take is put off, and the others of its push are applied", async () => {
  const [first, second, third] = [sale(), sale(), sale()];
  const { lines } = first.args as { readonly lines: readonly object[] };
  const doubled = { ...second, args: { ...(second.args as object), lines } };
  const results = await client.push([first, doubled, third]);
  expect(results.map((result) => result.outcome.slice(0, 7))).toEqual(["applied", "later", "applied"]);
  expect(await salesNamed(first)).toBe("1");
  expect(await salesNamed(third)).toBe("1");
});
