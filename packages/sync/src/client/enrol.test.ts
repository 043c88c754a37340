import { expect, test } from "vitest";
import type { RescueKey } from "../rescue.ts";
import { memoryPorts, testIdentity, testSchema } from "../testing/memory-ports.ts";
import { adoptIdentity, keepRescueKey } from "./enrol.ts";
import { getMeta } from "./meta.ts";

const key = (kid: string): RescueKey => ({ kty: "EC", crv: "P-256", x: "x", y: "y", kid });

function tablet() {
  const { ports, store, journal, seed } = memoryPorts();
  const kept = async () => {
    const known = await store.read(["meta"], (tx) => getMeta(tx, "identity"));
    const written = journal.findLast((entry) => entry.kind === "identity")?.identity;
    return [known?.rescueKey?.kid, written?.rescueKey?.kid];
  };
  return { ports, journal, seed, kept };
}

test("the key for rescue files is kept in database and journal, and written again only when it changed", async () => {
  const { ports, journal, seed, kept } = tablet();
  await seed();
  await keepRescueKey(ports, key("first"));
  expect(await kept()).toEqual(["first", "first"]);
  await keepRescueKey(ports, key("first"));
  expect(journal).toHaveLength(1);
  await keepRescueKey(ports, key("second"));
  expect(await kept()).toEqual(["second", "second"]);
});

test("a browser that is no tablet keeps no key", async () => {
  const { ports, kept, journal } = tablet();
  await keepRescueKey(ports, key("first"));
  expect([...(await kept()), journal.length]).toEqual([undefined, undefined, 0]);
});

test("a tablet that is enrolled again keeps the key of its chain, and not that of another", async () => {
  const { ports, seed, kept } = tablet();
  await seed();
  await keepRescueKey(ports, key("first"));
  await adoptIdentity(ports, testSchema, { ...testIdentity, storeId: "other store" }, 0, null);
  expect(await kept()).toEqual(["first", "first"]);
  await adoptIdentity(ports, testSchema, { ...testIdentity, organizationId: "other chain" }, 0, null);
  expect(await kept()).toEqual([undefined, undefined]);
});
