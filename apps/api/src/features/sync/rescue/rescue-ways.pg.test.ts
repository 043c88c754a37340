import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { connect } from "@balcao/db/connect";
import type { TestStore } from "@balcao/db/testing/seed-test-chain";
import { countOutcomes } from "@balcao/shared/sync/rescue-report";
import { pino } from "pino";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { commands as commandRouter } from "../../../router.ts";
import { browser } from "../../../testing/person-client.ts";
import { type RescueScene, setRescueScene, newKey, oldKey, reportIn } from "../../../testing/rescue-scene.ts";
import { rescueVerb } from "./rescue-cli.ts";

let scene: RescueScene;

beforeAll(async () => {
  scene = await setRescueScene();
});
afterAll(() => scene.close());
beforeEach(() => scene.nextDevice());

describe("another tablet passes a file on", () => {
  const pass = (file: string, operator = 0, from = 0, at = scene.store) =>
    browser(scene.server.url, at.devices[from]?.cookie).mutate("sync.passRescue", {
      file,
      operatorId: at.operators[operator]?.id ?? "",
    });
  const audited = () =>
    scene.one<string>("SELECT actor_kind FROM audit_entry WHERE action = 'sync.importRescue' AND entity_id = $1", [
      scene.device.id,
    ]);

  test("of the same store, with any operator of it", async () => {
    const done = reportIn(await pass(await scene.fileOf(scene.offline(2))));
    expect(countOutcomes(done.lines)).toMatchObject({ applied: 3 });
    expect([await scene.salesOf(), await audited()]).toEqual([2, "operator"]);
  });
  test("of a revoked one only with a manager", async () => {
    await scene.revoke();
    const file = await scene.fileOf(scene.offline(1));
    expect((await pass(file)).code).toBe("RESCUE_NEEDS_MANAGER");
    expect(await scene.salesOf()).toBe(0);
    expect(countOutcomes(reportIn(await pass(file, 1)).lines)).toMatchObject({ applied: 2 });
  });
  test("of another store not at all: whom a tablet names as its manager is not proved", async () => {
    const [, elsewhere] = scene.chain.stores as [TestStore, TestStore];
    const commands = scene.offline(1);
    const file = await scene.fileOf(commands);
    for (const operator of [0, 1]) expect((await pass(file, operator, 0, elsewhere)).code).toBe("RESCUE_OTHER_STORE");
    // Nor under the name of a tablet of its own store, or of one that was in it.
    const disguised = [{ deviceId: elsewhere.devices[1]?.id ?? "", storeId: elsewhere.id }, { storeId: elsewhere.id }];
    for (const head of disguised) {
      const at = await pass(await scene.fileOf(commands, [newKey], head), 1, 0, scene.store);
      expect(at.code).toBe("RESCUE_OTHER_STORE");
    }
    const claimed = await scene.fileOf(commands, [newKey], { storeId: elsewhere.id });
    expect((await pass(claimed, 1, 0, elsewhere)).code).toBe("RESCUE_OTHER_STORE");
    const inside = await scene.fileOf(commands, [newKey], disguised[0]);
    expect((await pass(inside, 1, 0, elsewhere)).code).toBe("RESCUE_OTHER_STORE");
    expect(await scene.salesOf()).toBe(0);
  });
  test("of a tablet that is not known stays where it is", async () => {
    const file = await scene.fileOf(scene.offline(1), [newKey], { deviceId: uuidv7() });
    expect((await pass(file, 1)).code).toBe("DEVICE_NOT_ENROLLED");
  });
  test("with nobody's name it stays", async () => {
    const file = await scene.fileOf(scene.offline(1));
    const nobody = { file, operatorId: uuidv7() };
    const asked = await browser(scene.server.url, scene.store.devices[0]?.cookie).mutate("sync.passRescue", nobody);
    expect(asked.code).toBe("OPERATOR_UNKNOWN");
  });
});

test("the command line says what is in a file, imports it when asked, and says who did", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "balcao-rescue-test-"));
  const connection = connect(scene.database.url, { connections: 2 });
  const name = path.join(folder, "tablet.balcao-rescue");
  await writeFile(name, await scene.fileOf(scene.offline(2)));
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const keys = { authSecret: "t".repeat(43), fieldKeys: [newKey, oldKey] };
    const cli = { databaseUrl: scene.database.url, connection, keys, log: pino({ level: "silent" }) };
    const code = await rescueVerb(commandRouter).run(args, { ...cli, print: (line) => void lines.push(line) });
    return { code, text: lines.join("\n") };
  };
  try {
    expect(await run(name)).toMatchObject({ code: 0, text: expect.stringContaining("new: 3") as string });
    expect(await scene.salesOf()).toBe(0);
    expect(await run(name, "--import")).toMatchObject({
      code: 0,
      text: expect.stringContaining("applied: 3") as string,
    });
    expect(await run(name, "--import")).toMatchObject({ code: 0, text: expect.stringContaining("known: 3") as string });
    expect(await scene.salesOf()).toBe(2);
    await writeFile(name, "nothing");
    await expect(run(name)).rejects.toThrow("RESCUE_UNREADABLE");
    const actors = await scene.one<string>(
      "SELECT string_agg(DISTINCT actor_kind, ',') FROM audit_entry WHERE action = 'sync.importRescue' AND entity_id = $1",
      [scene.device.id],
    );
    expect(actors).toBe("system");
  } finally {
    await connection.close();
    await rm(folder, { recursive: true });
  }
});
