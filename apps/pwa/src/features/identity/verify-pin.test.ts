import { argon2Sync } from "node:crypto";
import { expect, test } from "vitest";
import { hashSecret } from "../../../../api/src/kernel/secret-hash.ts";
import { verifyPin } from "./verify-pin.ts";

test("a tablet accepts the PIN that the server has hashed, and no other", async () => {
  const hash = await hashSecret("4815");
  expect(await verifyPin("4815", hash)).toBe(true);
  expect(await verifyPin("4816", hash)).toBe(false);
  expect(await verifyPin("", hash)).toBe(false);
});

test("two hashes of one PIN differ and both let it in", async () => {
  const [first, second] = await Promise.all([hashSecret("902817"), hashSecret("902817")]);
  expect(first).not.toBe(second);
  expect(await verifyPin("902817", first)).toBe(true);
  expect(await verifyPin("902817", second)).toBe(true);
});

test("what is no Argon2id hash lets nobody in", async () => {
  const hash = await hashSecret("4815");
  for (const other of ["", "4815", hash.replace("argon2id", "argon2i")])
    expect(await verifyPin("4815", other)).toBe(false);
});

test("a hash that asks for more memory than a tablet has is not even tried, right as it may be", async () => {
  const memory = 65_544;
  const nonce = Buffer.alloc(16, 7);
  const tag = argon2Sync("argon2id", { message: "4815", nonce, memory, passes: 1, parallelism: 1, tagLength: 32 });
  const [salt, digest] = [nonce, tag].map((bytes) => bytes.toString("base64").replaceAll("=", ""));
  expect(await verifyPin("4815", `$argon2id$v=19$m=${memory},t=1,p=1$${salt}$${digest}`)).toBe(false);
});
