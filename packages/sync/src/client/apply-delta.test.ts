import { expect, test } from "vitest";
import type { Delta } from "../protocol.ts";
import { memoryPorts, testIdentity, testSchema } from "../testing/memory-ports.ts";
import { applyPulled, reachedBy, requireScope } from "./apply-delta.ts";
import { loadSnapshots, requireSnapshots } from "./load-snapshot.ts";
import { type MetaValues, setMeta } from "./meta.ts";

const { organizationId, storeId } = testIdentity;
const scopes = { [organizationId]: "10:10:", [storeId]: "10:10:" };
const page = { scope: storeId, table: "product", rowId: "p", xid: "15", target: "20:20:", decided: [] };
const cursor = { epoch: "e", schema: testSchema.version, scopes };

function tabletAt(value: MetaValues["cursor"], ragged = false) {
  const tablet = memoryPorts({
    manifest: async (scope) => ({
      scope,
      version: "v",
      epoch: "e",
      schema: testSchema.version,
      seen: "30:30:",
      decided: {},
      rows: 0,
      checksum: { rows: 0, sum: 0 },
      chunks: [],
    }),
  });
  const meta = [{ key: "cursor", value }, ...(ragged ? [{ key: "ragged", value: true }] : [])];
  const read = (key: keyof MetaValues) =>
    (tablet.store.dump("meta") as { readonly key: string; readonly value: unknown }[]).find((fact) => fact.key === key)
      ?.value;
  return { ...tablet, read, begin: () => tablet.seed({ meta }) };
}

test("inside a delta of several pages a scope may be as far as the state that the pages lead to", () => {
  expect(reachedBy(cursor)[storeId]).toEqual({ epoch: "e", seen: "10:10:" });
  expect(reachedBy({ ...cursor, page })[storeId]).toEqual({ epoch: "e", seen: "20:20:" });
});

test("a scope given up inside a delta of several pages is not fetched again from before its rows", async () => {
  const { ports, begin, read } = tabletAt({ ...cursor, page });
  await begin();
  await ports.store.write(["meta"], (tx) => requireScope(tx, organizationId));
  expect(read("reached")).toEqual({ [organizationId]: { epoch: "e", seen: "20:20:" } });
});

test("inside a delta of several pages rows may contain commands that the cursor does not speak of", async () => {
  const { ports, begin, read } = tabletAt({ ...cursor, page: { ...page, decided: [[3, 5]] } });
  await begin();
  await ports.store.write(["meta"], (tx) =>
    setMeta(tx, "decided", { [storeId]: [[1, 2]], [organizationId]: [[1, 2]] }),
  );
  await requireSnapshots(ports, testSchema);
  expect(read("decided")).toEqual({ [storeId]: [[1, 5]], [organizationId]: [[1, 5]] });
});

test("behind the last page of a delta, until a whole pull, rows may contain commands that nothing else speaks of", async () => {
  const { ports, begin, read } = tabletAt(cursor);
  await begin();
  await ports.store.write(["meta"], (tx) =>
    setMeta(tx, "decided", { [storeId]: [[1, 2]], [organizationId]: [[1, 2]] }),
  );
  const asked = { ...cursor, page };
  await ports.store.write(["meta"], (tx) => setMeta(tx, "cursor", asked));
  const last: Delta = {
    isDelta: true,
    changes: [],
    decided: [[1, 7]],
    cursor,
    etag: "t",
    timestamp: "",
    hasMore: false,
    checksum: null,
  };
  await applyPulled(ports, testSchema, asked, last);
  await requireSnapshots(ports, testSchema);
  expect(read("decided")).toEqual({ [storeId]: [[1, 7]], [organizationId]: [[1, 7]] });
});

test("the copy of one scope does not make another whole that was read in several pages", async () => {
  const { ports, begin, read } = tabletAt(cursor, true);
  await begin();
  await ports.store.write(["meta"], (tx) => requireScope(tx, organizationId));
  await loadSnapshots(ports, testSchema, testIdentity);
  expect(read("cursor")).toMatchObject({ scopes: { [organizationId]: "30:30:", [storeId]: "10:10:" } });
  expect(read("ragged")).toBe(true);
});

test("a scope that was read ahead of its cursor is not fetched again from before its rows, though another came between", async () => {
  const { ports, begin, read } = tabletAt({ ...cursor, page });
  await begin();
  await ports.store.write(["meta"], (tx) => requireScope(tx, organizationId));
  await loadSnapshots(ports, testSchema, testIdentity);
  await requireSnapshots(ports, testSchema);
  expect(read("reached")).toEqual({
    [organizationId]: { epoch: "e", seen: "30:30:" },
    [storeId]: { epoch: "e", seen: "20:20:" },
  });
});
