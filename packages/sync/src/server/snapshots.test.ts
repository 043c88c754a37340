import { expect, test } from "vitest";
import type { SnapshotManifest } from "../protocol.ts";
import { SnapshotService, type SnapshotState } from "./snapshots.ts";

const state: SnapshotState = {
  seen: "10:10:",
  decided: {},
  checksum: { rows: 1, sum: 0 },
  async *chunks() {
    yield { columns: '[["a"]]', versions: "[1]", summary: { first: "a", last: "a", rows: 1, sum: 0 } };
  },
};

test("a hundred scopes that all want a copy at once leave most of the database's connections to others", async () => {
  let running = 0;
  let most = 0;
  const service = new SnapshotService(
    {
      within: async (_, work) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 1));
        const built = await work(state);
        running -= 1;
        return built;
      },
      changedSince: async () => 0,
    },
    { write: async () => undefined, publish: async () => undefined, newest: async () => null },
    { epoch: "e", schema: "s" },
  );
  const manifests = await Promise.all(
    Array.from({ length: 100 }, (_, n): Promise<SnapshotManifest> => {
      const scope = { id: `scope ${n}`, organizationId: "o" };
      return service.manifest(scope, ["t"], null);
    }),
  );
  expect(new Set(manifests.map(({ scope }) => scope)).size).toBe(100);
  expect(most).toBeLessThanOrEqual(4);
});

test("a tablet that has seen what the database never did gets a copy of one build: another would not have seen it either", async () => {
  let builds = 0;
  const service = new SnapshotService(
    {
      within: async (_, work) => {
        builds += 1;
        return work(state);
      },
      changedSince: async () => 0,
    },
    { write: async () => undefined, publish: async () => undefined, newest: async () => null },
    { epoch: "e", schema: "s" },
  );
  const scope = { id: "scope", organizationId: "o" };
  expect(await service.manifest(scope, ["t"], { epoch: "e", seen: "99:99:" })).toMatchObject({ seen: "10:10:" });
  expect(builds).toBe(1);
});

test("a tablet that comes while a copy is built which is older than what it has seen waits for the next", async () => {
  const { promise: first, resolve: firstIsDone } = Promise.withResolvers<void>();
  const states = ["10:10:", "20:20:"];
  const service = new SnapshotService(
    {
      within: async (_, work) => {
        const seen = states.shift() ?? "";
        if (seen === "10:10:") await first;
        return work({ ...state, seen });
      },
      changedSince: async () => 0,
    },
    { write: async () => undefined, publish: async () => undefined, newest: async () => null },
    { epoch: "e", schema: "s" },
  );
  const scope = { id: "scope", organizationId: "o" };
  const early = service.manifest(scope, ["t"], null);
  const late = service.manifest(scope, ["t"], { epoch: "e", seen: "15:15:" });
  await new Promise((resolve) => setTimeout(resolve));
  firstIsDone();
  expect([(await early).seen, (await late).seen]).toEqual(["10:10:", "20:20:"]);
});
