import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createTestDatabase, type TestDatabase } from "@balcao/db/testing/test-database";
import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import { testDeviceToken } from "@balcao/db/testing/test-ids";
import { commandVersion } from "@balcao/shared/sync/command-version";
import { syncedTableNames } from "@balcao/shared/sync/tables";
import { decodeEntries } from "@balcao/sync/client/journal-codec";
import type { MetaValues } from "@balcao/sync/client/meta";
import type { OutboxEntry } from "@balcao/sync/client/local-schema";
import type { JournalEntry } from "@balcao/sync/client/ports";
import pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { type DeviceClient, deviceClient } from "../../testing/device-client.ts";
import { serverRows } from "../../testing/server-rows.ts";
import { serveTest } from "../../testing/serve-test.ts";
import { type TestTablet, testTablet } from "../../testing/test-tablet.ts";

/** What a tablet of a release had on its disk (e2e/src/record-tablet.ts). */
interface Recorded {
  readonly database: Readonly<Record<string, readonly object[]>> & {
    readonly outbox: readonly OutboxEntry[];
    readonly meta: readonly { readonly key: string; readonly value: unknown }[];
  };
  readonly journal: Readonly<Record<string, string>>;
}

const fixtures = path.resolve(import.meta.dirname, "../../../../../packages/sync/fixtures");
const releases = readdirSync(fixtures).toSorted();
const token = testDeviceToken(1, 99);

test("a tablet of every version of commands is kept", () => {
  expect(releases).toEqual(Array.from({ length: commandVersion }, (_, index) => `commands-${index + 1}`));
});

describe.each(releases)("%s", (release) => {
  const recorded = JSON.parse(readFileSync(path.join(fixtures, release, "tablet.json"), "utf8")) as Recorded;
  const commands = recorded.database.outbox.map(({ command }) => command);
  const facts = Object.fromEntries(
    recorded.database.meta.map(({ key, value }) => [key, value]),
  ) as unknown as MetaValues;
  const files = Object.values(recorded.journal).map(decodeEntries);
  const journal: readonly JournalEntry[] = files.flatMap(({ entries }) => entries);
  let database: TestDatabase;
  let server: RunningServer;
  let owner: pg.Pool;
  let chain: TestChain;
  let client: DeviceClient;
  let tablet: TestTablet | null = null;

  beforeEach(async () => {
    database = await createTestDatabase();
    chain = await seedTestChain(database.url, { devicesPerStore: 0 });
    owner = new pg.Pool({ connectionString: database.url, max: 2 });
    const { deviceId, deviceCode, organizationId, storeId } = facts.identity;
    await owner.query(
      "INSERT INTO device (id, organization_id, store_id, code, name, token_hash, enrolled_by) VALUES ($1, $2, $3, $4, 'Caixa 1', $5, $6)",
      [
        deviceId,
        organizationId,
        storeId,
        deviceCode,
        createHash("sha256").update(token).digest(),
        chain.people.administrator.id,
      ],
    );
    server = await serveTest(database.url);
    client = deviceClient(server.url, `balcao_device=${token}`);
  });

  afterEach(async () => {
    await tablet?.stop();
    tablet = null;
    await server.close();
    await owner.end();
    await database.drop();
  });

  const wake = (more: { readonly journal?: JournalEntry[] }) =>
    testTablet({
      origin: server.url,
      cookie: `balcao_device=${token}`,
      identity: facts.identity,
      lastSequence: 0,
      databaseName: `recorded-${uuidv7()}`,
      ...more,
    });

  /** Every sale that it had taken is on the server once, with its lines, and nothing about its chain is suspicious. */
  async function expectSold(): Promise<void> {
    const sales = commands.filter(({ name }) => name.startsWith("sales."));
    const { rows } = await owner.query<{ id: string; total: string }>("SELECT id, total FROM sale ORDER BY id");
    const told = sales.map(({ args }) => args as { readonly saleId: string; readonly total: number });
    expect(rows.map(({ id, total }) => [id, Number(total)])).toEqual(
      told.map(({ saleId, total }) => [saleId, total]).toSorted(([a = ""], [b = ""]) => (a < b ? -1 : 1)),
    );
    expect((await owner.query("SELECT kind FROM chain_fault")).rows).toEqual([]);
  }

  async function expectWhole(of: TestTablet): Promise<void> {
    await vi.waitFor(
      async () => {
        expect((await of.outbox()).map(({ status }) => status)).toEqual(commands.map(() => "settled"));
        expect(await of.db.table("pending").count()).toBe(0);
        for (const table of syncedTableNames)
          expect(await of.rows(table)).toEqual(await serverRows(owner, facts.identity, table));
      },
      { timeout: 10_000, interval: 50 },
    );
    await expectSold();
  }

  test("commands that wait in it are taken with their seals, each once", async () => {
    const { publicKey, since } = facts.signingKey;
    const first = await client.push(commands, [{ publicKey, since }]);
    expect(first.map(({ outcome }) => outcome)).toEqual(commands.map(() => "applied"));
    expect(await client.push(commands)).toEqual(first);
    await expectSold();
  });

  test("its cursor is answered with rows, or with where to begin again", async () => {
    const answer = await client.pull(facts.cursor, facts.etag);
    expect(answer.status).toBe(410);
    const manifest = await client.manifest(facts.identity.storeId);
    const now = { ...facts.cursor, epoch: manifest.epoch, schema: manifest.schema };
    expect([200, 304, 410]).toContain((await client.pull(now, facts.etag)).status);
  });

  test("its database is taken over by this release: all that waits arrives, and its rows become the server's", async () => {
    tablet = await wake({ journal: [...journal] });
    for (const table of tablet.db.tables) await table.bulkPut([...(recorded.database[table.name] ?? [])]);
    await tablet.engine.start();
    await expectWhole(tablet);
  });

  test("its journal alone brings back all that was not delivered", async () => {
    const settled = recorded.database.outbox.filter(({ status }) => status === "settled");
    const { publicKey, since } = facts.signingKey;
    await client.push(
      settled.map(({ command }) => command),
      [{ publicKey, since }],
    );
    expect(files.map(({ torn }) => torn)).toEqual(files.map(() => 0));
    tablet = await wake({ journal: [...journal] });
    await tablet.engine.start();
    await expectWhole(tablet);
  });
});
