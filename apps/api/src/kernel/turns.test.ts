import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

test("work of one key takes turns in the order of asking, whatever fails; other keys do not wait", async () => {
  const turns = createTurns();
  const told: string[] = [];
  const { promise, resolve } = Promise.withResolvers<void>();
  const first = turns("a", async () => {
    await promise;
    told.push("first");
    throw new Error("failed");
  });
  const second = turns("a", async () => told.push("second"));
  await turns("b", async () => told.push("other"));
  resolve();
  await expect(first).rejects.toThrow("failed");
  await second;
  expect(told).toEqual(["other", "first", "second"]);
});
