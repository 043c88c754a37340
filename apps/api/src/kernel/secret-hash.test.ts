import { expect, test } from "vitest";
import { hashSecret, verifySecret } from "./secret-hash.ts";

test("a hash opens with its secret and with no other", async () => {
  const hash = await hashSecret("2703");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await verifySecret("2703", hash)).toBe(true);
  expect(await verifySecret("2704", hash)).toBe(false);
});

test("equal secrets have different hashes", async () => {
  expect(await hashSecret("2703")).not.toBe(await hashSecret("2703"));
});

test("one password typed on two keyboards is one password", async () => {
  expect(await verifySecret("pa\u0301o de queijo", await hashSecret("p\u00e1o de queijo"))).toBe(true);
});

// Made with the reference implementation's command: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -e
const reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

test("a hash of another implementation is read", async () => {
  expect(await verifySecret("password", reference)).toBe(true);
});

test.each([
  "",
  "plain text",
  reference.replace("argon2id", "argon2i"),
  reference.replace("m=65536", "m=9999999"),
  reference.replace("t=2", "t=999"),
  reference.replace("m=65536", "m=1"),
  reference.replace("p=1", "p=0"),
  `${reference}$more`,
])("%s is no hash that is worked on", async (hash) => {
  expect(await verifySecret("password", hash)).toBe(false);
});
