import { expect, test, vi } from "vitest";
import { memoryPorts, testSchema } from "../testing/memory-ports.ts";
import { DevicePage } from "./page.ts";

test("a command whose second copy found no room is sent without delay: nothing else may tell of it for a night", async () => {
  const pushed: string[] = [];
  const { ports, seed } = memoryPorts({
    push: async (commands) => {
      pushed.push(...commands.map(({ name }) => name));
      return commands.map(({ id }) => ({ id, outcome: "applied", result: null }));
    },
    pull: async () => ({ kind: "not-modified" }),
  });
  const cursor = { epoch: "e", schema: testSchema.version, scopes: { store: "1:1:", organization: "1:1:" } };
  await seed({ meta: [{ key: "cursor", value: cursor }] });
  const full = { ...ports.journal, append: () => Promise.reject(new Error("no room")) };
  const clock = {
    now: () => 0,
    after: (milliseconds: number, work: () => void) => {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
  };
  const page = new DevicePage(
    { ...ports, clock, journal: full },
    { post: () => undefined, listen: () => undefined },
    {
      schema: testSchema,
      surroundings: () => ({ visible: true, sparing: false }),
      onStatus: () => undefined,
      onTrouble: () => undefined,
      onLead: () => undefined,
    },
  );
  await page.start();
  await new Promise((resolve) => setTimeout(resolve, 20));
  const draft = { name: "cashSessions.close", operatorId: "o", build: () => ({ args: null, effect: [] }) };
  await expect(page.submit(draft)).rejects.toThrow("no room");
  await vi.waitFor(() => expect(pushed).toEqual(["cashSessions.close"]));
});
