import { expect, test } from "vitest";
import { memoryPorts, testSchema } from "../testing/memory-ports.ts";
import { awaitsOwn, type News, notOutdone } from "./catch-up.ts";
import { drain } from "./drain.ts";
import { submit } from "./submit.ts";

test("a decided command is waited for until its rows are here, also behind one that was put off", async () => {
  const { ports, seed } = memoryPorts({
    push: async (commands) =>
      commands.map(({ id, name }) =>
        name === "new.one"
          ? { id, outcome: "later", code: "COMMAND_UNKNOWN" }
          : { id, outcome: "applied", result: null },
      ),
  });
  await seed();
  const sell = (name: string) =>
    submit(ports, testSchema, {
      name,
      operatorId: "operator",
      build: ({ id }) => ({ args: null, effect: [{ table: "level", row: id, do: "put", value: { id } }] }),
    });
  await sell("new.one");
  await drain(ports, testSchema);
  expect(await awaitsOwn(ports)).toBe(false);
  await sell("old.one");
  expect(await awaitsOwn(ports)).toBe(false);
  await drain(ports, testSchema);
  expect(await awaitsOwn(ports)).toBe(true);
});

test("of a scope that moves on while nothing can be fetched the newest is kept in mind, of each life of the database", () => {
  const news = (scope: string, to: string, epoch: string | null = null): News => ({ scope, to, epoch });
  const told = [news("a", "5:5:")];
  const [other, newer, life] = [news("b", "1:1:"), news("a", "6:6:"), news("a", "1:1:", "e")];
  expect(notOutdone([news("a", "4:4:"), other, news("a", "5:5:"), newer, life], told)).toEqual([other, newer, life]);
});
