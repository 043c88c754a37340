import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import type * as CommandVersions from "@balcao/shared/sync/command-version";
import { type Asked, type CommandUpgrade, commandVersion } from "@balcao/shared/sync/command-version";
import type { Command } from "@balcao/sync/protocol";
import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { type ChainScene, setChainScene } from "../../testing/chain-scene.ts";
import { type DeviceClient, deviceClient } from "../../testing/device-client.ts";
import { openCommand, saleCommand } from "../../testing/sale-command.ts";

// A server two versions on: the first gave `session` the name it has, the second called `sales.add` what it is called now.
vi.mock("@balcao/shared/sync/command-version", async (original) => {
  const real = await original<typeof CommandVersions>();
  const steps: readonly CommandUpgrade[] = [
    ...real.commandUpgrades,
    {
      name: "sales.add",
      to: real.commandVersion + 1,
      upgrade: (args) => {
        const { session, ...others } = args as Record<string, unknown>;
        return { name: "sales.add", args: { ...others, cashSessionId: session } };
      },
    },
    { name: "sales.add", to: real.commandVersion + 2, upgrade: (args) => ({ name: "sales.record", args }) },
  ];
  return {
    ...real,
    commandVersion: real.commandVersion + 2,
    upgradeCommand: (asked: Asked, version: number) => real.upgradeCommand(asked, version, steps),
  };
});

let scene: ChainScene;
let server: RunningServer;
let owner: pg.Pool;
let chain: TestChain;
let client: DeviceClient;
let cashSessionId: string;
let sequence = 0;

beforeAll(async () => {
  scene = await setChainScene();
  ({ chain, server, owner } = scene);
  client = deviceClient(server.url, chain.stores[0]?.devices[0]?.cookie ?? "");
  cashSessionId = uuidv7();
  await client.push([openCommand({ ...who(), cashSessionId })]);
});

afterAll(() => scene.close());

function who() {
  const [store] = chain.stores;
  const [deviceId = "", operatorId = ""] = [store?.devices[0]?.id, store?.operators[0]?.id];
  return { deviceId, operatorId, sequence: (sequence += 1) };
}

/** A sale as an app of a version would have written it, `on` versions after today's. */
function saleOf(on: number, change: object = {}): Command {
  const line = { productId: chain.productIds[0] ?? "", units: 1, unitPrice: 236, priceId: chain.priceIds[0] ?? "" };
  const command = saleCommand({ ...who(), cashSessionId, lines: [line] });
  const { cashSessionId: session, ...others } = command.args as Record<string, string>;
  return {
    ...command,
    name: on < 2 ? "sales.add" : "sales.record",
    args: { ...others, ...(on === 0 ? { session } : { cashSessionId: session }), ...change } as Command["args"],
    schemaVersion: `${commandVersion - 2 + on}.5c3a90b7`,
  };
}

async function timesSold({ args }: Command): Promise<number> {
  const { rows } = await owner.query("SELECT count(*) FROM sale WHERE id = $1", [(args as { saleId: string }).saleId]);
  return Number(rows[0]?.count);
}

test("what apps of every version have waiting is applied, each once, however often it comes", async () => {
  const queue = [saleOf(0), saleOf(1), saleOf(2), saleOf(0)];
  const first = await client.push(queue);
  expect(first.map(({ outcome }) => outcome)).toEqual(["applied", "applied", "applied", "applied"]);
  expect(await client.push(queue)).toEqual(first);
  for (const command of queue) expect(await timesSold(command)).toBe(1);
});

test("what was written before commands had versions is of the first, when nothing could be taken off", async () => {
  const { args, ...command } = saleOf(2);
  const { approval: _approval, lines, ...first } = args as { readonly approval: null; readonly lines: object[] };
  const full = lines.map((line) => ({ ...line, discount: undefined, saleDiscount: undefined }));
  const old = { ...command, args: { ...first, lines: full } as unknown as Command["args"], schemaVersion: "5c3a90b7" };
  expect(await client.push([old])).toMatchObject([{ outcome: "applied" }]);
  expect(await timesSold(old)).toBe(1);
});

test("a newer app's command waits for the release that can read it; what this one can read is applied", async () => {
  const readable = saleOf(3);
  const strange = saleOf(3, { channel: "counter" });
  const wrong = saleOf(2, { channel: "counter" });
  expect(await client.push([readable, strange, wrong])).toMatchObject([
    { outcome: "applied" },
    { outcome: "later", code: "COMMAND_UNKNOWN" },
    { outcome: "rejected", code: "COMMAND_INVALID" },
  ]);
  const receipts = await owner.query("SELECT 1 FROM command_receipt WHERE id = $1", [strange.id]);
  expect(receipts.rowCount).toBe(0);
});
