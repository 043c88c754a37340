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

test("what is no Argon2id hash, or asks for more memory than a tablet has, lets nobody in", async () => {
  const hash = await hashSecret("4815");
  for (const other of ["", "4815", hash.replace("argon2id", "argon2i"), hash.replace("m=19456", "m=999999")]) {
    expect(await verifyPin("4815", other)).toBe(false);
  }
});
