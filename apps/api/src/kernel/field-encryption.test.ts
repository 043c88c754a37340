import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createFieldEncryption } from "./field-encryption.ts";

const newKey = () => randomBytes(32).toString("base64url");
const [old, current] = [newKey(), newKey()];
const fields = createFieldEncryption([current, old]);

test("what was sealed opens again, whatever the text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      fc.string(),
      (plain, place) => fields.open(fields.seal(plain, place), place) === plain,
    ),
  );
});

test("a value moved to another field or row does not open", () => {
  const sealed = fields.seal("12345678909", "customer.document:1");
  expect(() => fields.open(sealed, "customer.document:2")).toThrow();
});

test("a change of any byte is noticed", () => {
  const sealed = fields.seal("12345678909", "here");
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => fields.open(changed, "here"), `byte ${index}`).toThrow();
  }
  for (let length = 0; length < sealed.length; length += 1)
    expect(() => fields.open(sealed.subarray(0, length), "here")).toThrow();
});

test("equal values look different", () => {
  expect(fields.seal("same", "here")).not.toEqual(fields.seal("same", "here"));
});

test("with a new key, what the old one sealed still opens; without it, nothing of its opens", () => {
  const before = createFieldEncryption([old]).seal("kept", "here");
  expect(fields.open(before, "here")).toBe("kept");
  expect(() => createFieldEncryption([current]).open(before, "here")).toThrow("missing");
});

test("a value is found by its index after a change of keys, and only in its field", () => {
  const index = createFieldEncryption([old]).blindIndex("12345678909", "customer.document");
  expect(fields.blindIndex("12345678909", "customer.document")).toEqual(index);
  expect(fields.blindIndex("12345678909", "supplier.document")).not.toEqual(index);
  expect(createFieldEncryption([newKey()]).blindIndex("12345678909", "customer.document")).not.toEqual(index);
});

test("a key that is not 32 bytes is refused", () => {
  expect(() => createFieldEncryption(["short"])).toThrow("32 bytes");
  expect(() => createFieldEncryption([])).toThrow();
});
