import type { PackedRecord } from "@balcao/sync/client/packed/chunk";
import { scrub } from "@balcao/sync/client/scrub";
import { checksumOf, minus } from "@balcao/sync/client/stored-row";
import { pino } from "pino";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { isLive, setTabletScene, soon, type TabletScene } from "../../testing/tablet-scene.ts";
import { testSchema, type TestTablet } from "../../testing/test-tablet.ts";
import { checkSyncVerb } from "./check-cli.ts";

let scene: TabletScene;

beforeAll(async () => {
  scene = await setTabletScene();
});
afterEach(() => scene.clear());
afterAll(() => scene.close());

interface Told {
  readonly times: number;
  readonly healedAt: string | null;
  readonly reported: boolean;
}

async function divergences(tablet: TestTablet): Promise<Record<string, Told>> {
  const found = (await tablet.db.table("meta").get("diverged")) as { value: Record<string, Told> } | undefined;
  return found?.value ?? {};
}

async function healedSoFar(): Promise<number> {
  const text = await (await fetch(`${scene.server.url}/metrics`)).text();
  return Number(/^balcao_divergences_total\{state="healed"\} (\d+)/m.exec(text)?.[1] ?? 0);
}

/** Looks through the rows until nothing moved meanwhile. */
const look = (tablet: TestTablet) =>
  vi.waitFor(async () => {
    const scrubbed = await scrub(tablet.ports, testSchema);
    expect(scrubbed).not.toBe("busy");
    return scrubbed;
  }, soon);

/** Damages what a record of a packed table says. */
function spoil(tablet: TestTablet, table: string, spoilt: (bytes: Uint8Array) => Uint8Array): Promise<unknown> {
  return tablet.db
    .table<PackedRecord>("packed")
    .filter((record) => record.table === table)
    .modify((record) => Object.assign(record, { gzip: spoilt(record.gzip) }));
}

test.each<[string, (tablet: TestTablet) => Promise<unknown>]>([
  ["changed", (tablet) => tablet.db.table("operator").toCollection().modify({ name: "X" })],
  ["lost", (tablet) => tablet.db.table("brand").toCollection().delete()],
  [
    "changed in a chunk",
    (tablet) =>
      spoil(tablet, "list_price", (bytes) => bytes.with(bytes.length >> 1, (bytes[bytes.length >> 1] ?? 0) ^ 1)),
  ],
  [
    "lost with a chunk",
    (tablet) =>
      tablet.db.table("packed").where("[table+copy+first+edition]").between(["product"], ["product\uffff"]).delete(),
  ],
  ["that cannot be read", (tablet) => spoil(tablet, "product", (bytes) => bytes.slice(0, -9))],
  ["added", (tablet) => tablet.db.table("category").put({ id: "0", name: "nobody's", $v: 1, $c: 0 })],
])("rows that a device has %s are found, fetched again and reported, and what waits stays", async (_, damage) => {
  const tablet = await scene.started(0, 0);
  await isLive(tablet);
  await scene.expectConverged(tablet, 0);
  expect(await look(tablet)).toBe("sound");
  const before = await healedSoFar();

  tablet.network.down = true;
  tablet.network.cutSockets();
  const sold = await scene.sell(tablet, scene.product(4));
  await damage(tablet);
  expect(await look(tablet)).toBe("healing");
  expect((await tablet.outbox()).at(-1)).toMatchObject({ id: sold.id, status: "queued" });

  tablet.network.down = false;
  tablet.engine.wake();
  await scene.expectConverged(tablet, 0);
  // The rows may be here before the answer to the push is.
  await vi.waitFor(
    async () => expect((await tablet.outbox()).at(-1)).toMatchObject({ id: sold.id, status: "settled" }),
    soon,
  );
  await vi.waitFor(
    async () =>
      expect(Object.values(await divergences(tablet)).every((one) => one.healedAt && one.reported)).toBe(true),
    soon,
  );
  expect(await look(tablet)).toBe("sound");
  expect(await healedSoFar()).toBe(before + 1);
});

test("a row that a device has lost and not counted is noticed with the next delta, and fetched again", async () => {
  const tablet = await scene.started(0, 1);
  await isLive(tablet);
  const { organizationId } = scene.chain;
  const lost = await tablet.db.table("category").toCollection().first();
  const { rows, sum } = checksumOf("category", lost);
  await tablet.db.table("category").delete(lost.id);
  await tablet.db
    .table("meta")
    .where("key")
    .equals("sums")
    .modify(({ value }) => {
      value[organizationId] = minus(value[organizationId], { rows, sum });
    });
  expect(await look(tablet)).toBe("sound");
  await scene.owner.query("UPDATE product SET name = name || '.' WHERE id = $1", [scene.product(1)]);
  await scene.expectConverged(tablet, 0);
  expect(await tablet.db.table("category").get(lost.id)).toEqual(lost);
});

test("sums that are wrong on the server are told by tablets, found by a command and put right by it", async () => {
  const tablet = await scene.started(0, 0);
  await isLive(tablet);
  const organizationId = scene.chain.organizationId;
  await scene.owner.query("INSERT INTO scope_sum (scope, xid, rows, sum) VALUES ($1, pg_current_xact_id(), 1, 7)", [
    organizationId,
  ]);
  const touch = () => scene.owner.query("UPDATE category SET name = name || '.'");
  await touch();
  // The copy that was fetched again does not agree either: it is kept, and people are told, not asked for for ever.
  await vi.waitFor(async () => {
    await touch();
    expect((await divergences(tablet))[organizationId]?.times).toBeGreaterThan(2);
  }, soon);
  await scene.expectConverged(tablet, 0);

  const { connection } = scene.server.services;
  const run = async (...args: string[]) => {
    const lines: string[] = [];
    const cli = {
      databaseUrl: "",
      connection,
      keys: { authSecret: "", fieldKeys: [] },
      log: pino({ level: "silent" }),
    };
    const code = await checkSyncVerb.run(args, { ...cli, print: (line) => void lines.push(line) });
    return [code, ...lines];
  };
  expect(await run()).toEqual([1, `scope ${organizationId}: its sum is off, by -1 rows`, "--repair puts them right."]);
  expect((await run("--repair"))[0]).toBe(0);
  expect(await run()).toEqual([0, "The sums of all scopes are right."]);
  await touch();
  await vi.waitFor(async () => expect((await divergences(tablet))[organizationId]?.healedAt).not.toBeNull(), soon);
});
