import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { browser, signIn } from "../../../testing/person-client.ts";
import { type RescueScene, setRescueScene, newKey } from "../../../testing/rescue-scene.ts";

let scene: RescueScene;

beforeAll(async () => {
  scene = await setRescueScene();
});
afterAll(() => scene.close());
beforeEach(() => scene.nextDevice());

describe("a file that cannot be taken", () => {
  const refused = async (file: string) => {
    const inspected = await scene.manager.mutate("sync.inspectRescue", { file });
    const imported = await scene.manager.mutate("sync.importRescue", { file });
    expect(await scene.salesOf()).toBe(0);
    expect(imported.code).toBe(inspected.code);
    return imported.code;
  };
  const edited = async (change: (jwe: Record<string, string>) => void) => {
    const jwe = JSON.parse(await scene.fileOf(scene.offline(1))) as Record<string, string>;
    change(jwe);
    return JSON.stringify(jwe);
  };
  /** Another character in the middle of a base64url text. */
  const flipped = (text = "") => {
    const at = Math.floor(text.length / 2);
    return `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
  };

  test.each(["", "PK\u0003\u0004", "{}", "null", '{"protected":"x"}'])("is no rescue file: %j", async (text) => {
    expect(await refused(`${text} `)).toBe("RESCUE_UNREADABLE");
  });
  test.each([0.2, 0.5, 0.99])("was cut off after %d of it", async (part) => {
    const file = (await scene.fileOf(scene.offline(1))).trim();
    expect(await refused(file.slice(0, Math.floor(file.length * part)))).toBe("RESCUE_UNREADABLE");
  });
  test.each(["ciphertext", "tag", "iv", "encrypted_key"])("was changed in its %s", async (part) => {
    expect(await refused(await edited((jwe) => (jwe[part] = flipped(jwe[part]))))).toBe("RESCUE_DAMAGED");
  });
  const withHeader = (change: (header: Record<string, unknown>) => object) =>
    edited((jwe) => {
      const header = JSON.parse(Buffer.from(jwe["protected"] ?? "", "base64url").toString()) as Record<string, unknown>;
      jwe["protected"] = Buffer.from(JSON.stringify(change(header))).toString("base64url");
    });
  test.each<[string, unknown]>([
    ["a point that is not on the curve", { kty: "EC", crv: "P-256", x: "A".repeat(43), y: "A".repeat(43) }],
    ["half a key", { kty: "EC", crv: "P-256", x: "A" }],
    ["a key of another kind", { kty: "OKP", crv: "X25519", x: "A".repeat(43) }],
    ["no key", undefined],
    ["a text for a key", "x"],
  ])("names as its key %s", async (_, epk) => {
    expect(await refused(await withHeader((header) => ({ ...header, epk })))).toBe("RESCUE_DAMAGED");
  });
  test.each(["dir", "RSA-OAEP", "PBES2-HS256+A128KW"])("was wrapped with %s", async (alg) => {
    expect(await refused(await withHeader((header) => ({ ...header, alg })))).toBe("RESCUE_DAMAGED");
  });
  test.each(["iv", "encrypted_key", "tag"])("has a short %s", async (part) => {
    expect(await refused(await edited((jwe) => (jwe[part] = "AA")))).toBe("RESCUE_DAMAGED");
  });
  test("says in its head that it holds something else", async () => {
    const file = await edited((jwe) => {
      const header = Buffer.from(jwe["protected"] ?? "", "base64url").toString();
      jwe["protected"] = Buffer.from(header.replace('"waiting":2', '"waiting":1')).toString("base64url");
    });
    expect(await refused(file)).toBe("RESCUE_DAMAGED");
  });
  test("is of another chain, whatever key it was sealed with", async () => {
    const foreign = { organizationId: scene.other.organizationId };
    expect(await refused(await scene.fileOf(scene.offline(1), [newKey], foreign))).toBe("RESCUE_FOREIGN");
  });
  test("was made by a later version", async () => {
    expect(await refused(await scene.fileOf(scene.offline(1), [newKey], { version: 2 as never }))).toBe("RESCUE_NEWER");
  });
});

test("who may not rescue devices imports nothing", async () => {
  const cashier = await signIn(scene.server.url, scene.chain.people.cashier);
  const file = await scene.fileOf(scene.offline(1));
  expect((await cashier.mutate("sync.importRescue", { file })).code).toBe("FORBIDDEN");
  expect((await browser(scene.server.url).mutate("sync.importRescue", { file })).code).toBe("UNAUTHENTICATED");
  expect(await scene.salesOf()).toBe(0);
});
