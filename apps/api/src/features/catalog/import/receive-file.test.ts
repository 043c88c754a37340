import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { RefusalError } from "../../../kernel/refusal.ts";
import { receiveFile } from "./receive-file.ts";

async function* pieces(...texts: string[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const text of texts) yield Buffer.from(text);
}

test("a body is kept whole, for the server alone, until it is dropped", async () => {
  const file = await receiveFile(pieces("sku,", "name\n"), 100);
  expect(readFileSync(file.path, "utf8")).toBe("sku,name\n");
  expect(statSync(file.path).mode & 0o077).toBe(0);
  await file[Symbol.asyncDispose]();
  expect(existsSync(path.dirname(file.path))).toBe(false);
});

test("a body over the limit is refused before its end is read", async () => {
  let read = 0;
  async function* endless(): AsyncGenerator<Uint8Array, void, undefined> {
    for (;;) {
      read += 1;
      yield Buffer.alloc(10);
    }
  }
  await expect(receiveFile(endless(), 95)).rejects.toMatchObject(
    new RefusalError({ ok: false, code: "TOO_LARGE", details: { limit: 95 } }),
  );
  expect(read).toBeLessThan(50);
});
