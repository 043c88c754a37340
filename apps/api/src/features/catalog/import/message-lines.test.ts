import type { ImportMessage } from "@balcao/shared/catalog/import/report";
import { expect, test } from "vitest";
import { messageLines } from "./message-lines.ts";

const done: ImportMessage = { refusal: { code: "IMPORT_EMPTY", details: null } };
const step = (rows: number): ImportMessage => ({ progress: { phase: "reading", rows } });

test("steps that follow each other closely are one line, and the last message always comes", async () => {
  const lines = messageLines(async (send) => {
    for (let rows = 0; rows < 10_000; rows += 1) send(step(rows));
    return done;
  });
  const messages = (await new Response(lines).text())
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as ImportMessage);
  expect(messages.length).toBeLessThan(10);
  expect(messages.at(-1)).toEqual(done);
});

test("a reader that goes away does not stop the work", async () => {
  let end = () => {};
  const gone = new Promise<void>((resolve) => (end = resolve));
  let finished = false;
  const work = Promise.withResolvers<void>();
  const lines = messageLines(async (send) => {
    send(step(1));
    await gone;
    send(step(2));
    finished = true;
    work.resolve();
    return done;
  });
  await lines.cancel();
  end();
  await work.promise;
  expect(finished).toBe(true);
});

test("work that fails breaks the answer off", async () => {
  const lines = messageLines(() => Promise.reject(new Error("bug")));
  await expect(new Response(lines).text()).rejects.toThrow("bug");
});
