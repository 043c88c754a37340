import { FlattenedEncrypt, importJWK } from "jose";
import { rescueType } from "@balcao/sync/rescue";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createRescueKeys } from "../../../kernel/rescue-keys.ts";
import { browser, signIn } from "../../../testing/person-client.ts";
import { newKey, type RescueScene, setRescueScene } from "../../../testing/rescue-scene.ts";
import { noLimits, serveTest } from "../../../testing/serve-test.ts";

let scene: RescueScene;

beforeAll(async () => {
  scene = await setRescueScene();
});
afterAll(() => scene.close());
beforeEach(() => scene.nextDevice());

/** A file that opens, with whatever inside: the key for sealing is public. */
async function sealed(content: string): Promise<string> {
  const { organizationId } = scene.chain;
  const key = createRescueKeys([newKey]).sealingKey(organizationId);
  const counts = { waiting: 1, refused: 0, sent: 0 };
  const { id: deviceId, code: deviceCode } = scene.device;
  const { id: storeId, code: storeCode } = scene.store;
  const created = "2026-01-02T03:04:05.000Z";
  const rescue = { version: 1, organizationId, deviceId, deviceCode, storeId, storeCode, created, counts };
  const jwe = await new FlattenedEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({
      alg: "ECDH-ES+A256KW",
      enc: "A256GCM",
      zip: "DEF",
      typ: rescueType,
      kid: key.kid,
      rescue,
    })
    .encrypt(await importJWK({ ...key }, "ECDH-ES+A256KW"));
  return JSON.stringify(jwe);
}

const inspect = async (content: string) =>
  (await scene.manager.mutate("sync.inspectRescue", { file: await sealed(content) })).code;

test("a file that expands without end is refused before it is read", async () => {
  expect(await inspect(`{"entries":[${" ".repeat(97 * 1024 * 1024)}]}`)).toBe("RESCUE_TOO_LARGE");
});

test("a file of nothing but brackets is refused before memory is made of them", async () => {
  expect(await inspect(`{"entries":[${"{},".repeat(3_000_001)}{}]}`)).toBe("RESCUE_TOO_LARGE");
});

test("a file of more entries than a tablet could hold is refused before they are looked at", async () => {
  expect(await inspect(`{"entries":[${'{"command":1},'.repeat(60_000)}{"command":1}]}`)).toBe("RESCUE_TOO_LARGE");
});

test.each(["", "[]", "nothing", '{"entries":1}', '{"entries":[1]}', `{"entries":${"[".repeat(100_000)}`])(
  "what is no list of entries is no file: %#",
  async (content) => {
    expect(await inspect(content)).toBe("RESCUE_DAMAGED");
  },
);

test("a command that nests without end is refused, and those beside it are taken", async () => {
  const [open] = scene.offline(0);
  const poison = `{"command":{"id":"x","args":${"[".repeat(200_000)}${"]".repeat(200_000)}}}`;
  const file = await sealed(`{"entries":[${poison},${JSON.stringify({ command: open })}]}`);
  const { lines } = await scene.importFile(file);
  expect(lines).toMatchObject([{ outcome: "rejected", code: "COMMAND_INVALID" }, { outcome: "applied" }]);
});

test("files count as many operations, whoever sends them", async () => {
  const limited = await serveTest(scene.database.url, {
    keys: { authSecret: "t".repeat(43), fieldKeys: [newKey] },
    limits: { ...noLimits, caller: 130 },
  });
  const file = await scene.fileOf(scene.offline(1));
  const person = await signIn(limited.url, scene.chain.people["store-manager"]);
  const tablet = browser(limited.url, scene.store.devices[0]?.cookie);
  const operatorId = scene.store.operators[0]?.id ?? "";
  for (const ask of [
    () => person.mutate("sync.inspectRescue", { file }),
    () => tablet.mutate("sync.passRescue", { file, operatorId }),
  ]) {
    const codes = [await ask(), await ask(), await ask()].map(({ code }) => code);
    expect(codes).toEqual([null, null, "TOO_MANY_REQUESTS"]);
  }
  await limited.close();
});
