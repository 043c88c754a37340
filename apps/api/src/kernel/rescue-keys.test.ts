import { createECDH } from "node:crypto";
import { calculateJwkThumbprint } from "jose";
import { expect, test } from "vitest";
import { createRescueKeys } from "./rescue-keys.ts";

const older = "a".repeat(43);
const newer = "b".repeat(43);
const organization = "0197a000-0000-7000-8000-000000000001";

test("a key's id is its thumbprint, and its private half belongs to it", async () => {
  const keys = createRescueKeys([newer]);
  const { kid, ...shape } = keys.sealingKey(organization);
  expect(kid).toBe(await calculateJwkThumbprint(shape));
  const { d = "", x, y } = keys.openingKey(organization, kid) ?? {};
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(Buffer.from(d, "base64url"));
  expect(curve.getPublicKey("base64url")).toBe(
    Buffer.concat([Buffer.from([4]), Buffer.from(x ?? "", "base64url"), Buffer.from(y ?? "", "base64url")]).toString(
      "base64url",
    ),
  );
});

test("the newest key seals, every one opens, and the private half is not told", () => {
  const before = createRescueKeys([older]).sealingKey(organization);
  const keys = createRescueKeys([newer, older]);
  const now = keys.sealingKey(organization);
  expect(now.kid).not.toBe(before.kid);
  expect(now).not.toHaveProperty("d");
  expect([now.kid, before.kid].map((kid) => keys.openingKey(organization, kid)?.kid)).toEqual([now.kid, before.kid]);
  expect(createRescueKeys([newer]).openingKey(organization, before.kid)).toBeNull();
});

test("another organization's key is another one", () => {
  const keys = createRescueKeys([newer]);
  const { kid } = keys.sealingKey(organization);
  expect(keys.openingKey("0197a000-0000-7000-8000-000000000002", kid)).toBeNull();
});
