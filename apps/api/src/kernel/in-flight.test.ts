import { expect, test } from "vitest";
import { createInFlight } from "./in-flight.ts";

test("what is over makes room, also when it failed; others are not held up", async () => {
  const inFlight = createInFlight(2);
  const done = Array.from({ length: 3 }, () => Promise.withResolvers<number>());
  const run = (n: number, key = "a") => inFlight(key, () => done[n]?.promise ?? Promise.resolve(n));
  const first = run(0);
  const second = run(1);
  expect(await run(3)).toMatchObject({ ok: false, code: "TOO_MANY_REQUESTS" });
  expect(await run(3, "b")).toEqual({ ok: true, value: 3 });
  done[0]?.resolve(0);
  expect(await first).toEqual({ ok: true, value: 0 });
  expect(await run(3)).toEqual({ ok: true, value: 3 });
  done[1]?.reject(new Error("away"));
  await expect(second).rejects.toThrow("away");
  const both = [run(2), run(2)];
  expect(await run(3)).toMatchObject({ ok: false });
  done[2]?.resolve(2);
  expect(await Promise.all(both)).toEqual([
    { ok: true, value: 2 },
    { ok: true, value: 2 },
  ]);
});
