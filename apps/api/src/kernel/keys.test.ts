import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadKeys } from "./keys.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "balcao-keys-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const none = { authSecret: undefined, fieldKeys: undefined };

test("keys are made once, and the next start reads the same", () => {
  const first = loadKeys(folder, none);
  expect(first.authSecret).toMatch(/^[\w-]{43}$/);
  expect(first.fieldKeys[0]).not.toBe(first.authSecret);
  expect(loadKeys(folder, none)).toEqual(first);
});

test("only their owner may read them", () => {
  loadKeys(folder, none);
  expect(statSync(path.join(folder, "keys")).mode & 0o777).toBe(0o700);
  expect(statSync(path.join(folder, "keys", "field.key")).mode & 0o777).toBe(0o600);
});

test("given keys win, and no file is made", () => {
  const given = { authSecret: "a".repeat(43), fieldKeys: ["f".repeat(43)] };
  expect(loadKeys(folder, given)).toEqual(given);
  expect(() => statSync(path.join(folder, "keys"))).toThrow("ENOENT");
});

test("a key file that holds no key stops the start instead of making another", () => {
  loadKeys(folder, none);
  writeFileSync(path.join(folder, "keys", "field.key"), "");
  expect(() => loadKeys(folder, none)).toThrow("does not hold a key");
});
