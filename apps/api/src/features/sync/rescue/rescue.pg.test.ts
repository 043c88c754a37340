import type { TestStore } from "@balcao/db/testing/seed-test-chain";
import { countOutcomes } from "@balcao/shared/sync/rescue-report";
import type { Command } from "@balcao/sync/protocol";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deviceClient } from "../../../testing/device-client.ts";
import { type RescueScene, setRescueScene, reportIn, oldKey } from "../../../testing/rescue-scene.ts";
import { signingDevice } from "../../../testing/signing-device.ts";

let scene: RescueScene;

beforeAll(async () => {
  scene = await setRescueScene();
});
afterAll(() => scene.close());
beforeEach(() => scene.nextDevice());

test("a manager sees what a file holds, imports it, and each command has its result; importing again changes nothing", async () => {
  const file = await scene.fileOf(scene.offline(3));
  const seen = reportIn(await scene.manager.mutate("sync.inspectRescue", { file }));
  expect(seen).toMatchObject({
    head: { deviceId: scene.device.id, deviceCode: scene.device.code, counts: { waiting: 4, refused: 0, sent: 0 } },
    device: { revoked: false },
    sales: { count: 3, total: 708 },
  });
  expect(seen.from).not.toBeNull();
  expect(countOutcomes(seen.lines)).toMatchObject({ new: 4, known: 0 });
  expect(await scene.salesOf()).toBe(0);

  expect(countOutcomes((await scene.importFile(file)).lines)).toMatchObject({ applied: 4, known: 0, rejected: 0 });
  expect([await scene.salesOf(), await scene.decidedOf()]).toEqual([3, "{[1,5)}"]);

  const again = await scene.importFile(file);
  expect(countOutcomes(again.lines)).toMatchObject({ applied: 0, known: 4 });
  expect(again).toMatchObject({ from: null, until: null, sales: { count: 0, total: 0 } });
  expect([await scene.salesOf(), await scene.decidedOf()]).toEqual([3, "{[1,5)}"]);
  const audits = await scene.one<number>(
    "SELECT count(*)::int FROM audit_entry WHERE action = 'sync.importRescue' AND actor_id = $1 AND entity_id = $2",
    [scene.chain.people["store-manager"].id, scene.device.id],
  );
  expect(audits).toBe(2);
});

test("a revoked tablet's file is taken, while its own push is refused", async () => {
  const commands = scene.offline(2);
  await scene.revoke();
  scene.server.services.devices.forget(scene.device.id);
  await expect(deviceClient(scene.server.url, scene.device.cookie).push(commands)).rejects.toThrow("DEVICE_REVOKED");
  const imported = await scene.importFile(await scene.fileOf(commands));
  expect(imported.device?.revoked).toBe(true);
  expect(countOutcomes(imported.lines)).toMatchObject({ applied: 3 });
  expect(await scene.salesOf()).toBe(2);
});

test("the dying tablet comes back and pushes too: each sale is there once, and it goes on where it was", async () => {
  const commands = scene.offline(4);
  const tablet = deviceClient(scene.server.url, scene.device.cookie);
  // What left the tablet before it died, and what the file has.
  await tablet.push(commands.slice(0, 2));
  const imported = await scene.importFile(await scene.fileOf(commands));
  expect(countOutcomes(imported.lines)).toMatchObject({ known: 2, applied: 3 });
  const later = scene.offline(1, 6);
  const results = await tablet.push([...commands, ...later]);
  expect(results.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 7 }, () => "applied"));
  expect([await scene.salesOf(), await scene.decidedOf()]).toEqual([5, "{[1,8)}"]);
});

test("a file's unsealed commands are no fault, nor is the tablet that seals and sends them after all", async () => {
  const signing = await signingDevice(0);
  const tablet = deviceClient(scene.server.url, scene.device.cookie);
  const commands = scene.offline(3);
  const [first, ...rest] = await Promise.all(commands.slice(0, 1).map(signing.seal));
  await tablet.push([first], [signing.key]);
  await scene.importFile(await scene.fileOf([first as Command, ...commands.slice(1)]));
  for (const command of commands.slice(1)) rest.push(await signing.seal(command));
  await tablet.push(rest, [signing.key]);
  const faults = await scene.one<number>("SELECT count(*)::int FROM chain_fault WHERE device_id = $1", [
    scene.device.id,
  ]);
  expect([faults, await scene.salesOf(), await scene.decidedOf()]).toEqual([0, 3, "{[1,5)}"]);
});

test("what the server refuses is refused again with its code, what is no command does not stop the others", async () => {
  const [open, sale] = scene.offline(1) as [Command, Command];
  const wrong = { ...sale, id: uuidv7(), sequence: 3, args: { ...(sale.args as object), total: 1 } } as Command;
  const broken = { id: uuidv7(), name: "?", sequence: 4 } as unknown as Command;
  const stranger = { ...sale, id: uuidv7(), sequence: 5, deviceId: scene.other.stores[0]?.devices[0]?.id ?? "" };
  const file = await scene.fileOf([open, sale, wrong, broken, stranger]);
  const codes = async () => (await scene.importFile(file)).lines.map(({ outcome, code }) => [outcome, code]);
  const refusals = [
    ["rejected", "COMMAND_INVALID"],
    ["rejected", "DEVICE_NOT_ENROLLED"],
  ];
  const [wrongly] = (await codes()).slice(2);
  expect(wrongly?.[0]).toBe("rejected");
  expect(await codes()).toEqual([["known", null], ["known", null], ["known", wrongly?.[1]], ...refusals]);
});

test("a used id with other content is not passed off as known", async () => {
  const [open, sale] = scene.offline(1) as [Command, Command];
  await scene.importFile(await scene.fileOf([open, sale]));
  const forged = { ...sale, operatorId: scene.store.operators[1]?.id ?? "" };
  const { lines } = await scene.importFile(await scene.fileOf([forged]));
  expect(lines).toMatchObject([{ outcome: "rejected", code: "COMMAND_ID_REUSED" }]);
});

test("commands that a browser made as another tablet are decided as that tablet's", async () => {
  const before = scene.offline(1);
  const first = scene.device;
  scene.nextDevice();
  const { lines } = await scene.importFile(await scene.fileOf([...before, ...scene.offline(1)]));
  expect(countOutcomes(lines)).toMatchObject({ applied: 4 });
  const devices = await scene.one<number>("SELECT count(DISTINCT device_id)::int FROM sale WHERE device_id = ANY($1)", [
    [first.id, scene.device.id],
  ]);
  expect(devices).toBe(2);
});

test("what a tablet sold before it was taken to another store is recorded where it was sold", async () => {
  const [, elsewhere] = scene.chain.stores as [TestStore, TestStore];
  const file = await scene.fileOf(scene.offline(2));
  await scene.owner.query("UPDATE device SET store_id = $2, code = 'Z9' WHERE id = $1", [
    scene.device.id,
    elsewhere.id,
  ]);
  const done = await scene.importFile(file);
  expect(countOutcomes(done.lines)).toMatchObject({ applied: 3 });
  const places = "SELECT array_agg(DISTINCT store_id)::text[] FROM sale WHERE device_id = $1";
  expect(await scene.one(places, [scene.device.id])).toEqual([scene.store.id]);
});

test("a file that was sealed with the key before the newest opens; one of a key that is gone says so", async () => {
  expect(countOutcomes((await scene.importFile(await scene.fileOf(scene.offline(1), [oldKey]))).lines)).toMatchObject({
    applied: 2,
  });
  const gone = await scene.manager.mutate("sync.importRescue", {
    file: await scene.fileOf(scene.offline(1), ["g".repeat(43)]),
  });
  expect(gone.code).toBe("RESCUE_KEY_UNKNOWN");
});

test("a file of a month comes through in one piece", async () => {
  const commands = scene.offline(1_000);
  const file = await scene.fileOf(commands);
  expect(countOutcomes((await scene.importFile(file)).lines)).toMatchObject({ applied: 1_001 });
  expect([await scene.salesOf(), await scene.decidedOf()]).toEqual([1_000, "{[1,1002)}"]);
});
