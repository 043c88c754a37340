import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import type { Command } from "@balcao/sync/protocol";
import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ChainScene, setChainScene } from "../../testing/chain-scene.ts";
import { type DeviceClient, deviceClient } from "../../testing/device-client.ts";
import { openCommand, saleCommand } from "../../testing/sale-command.ts";

let scene: ChainScene;
let chain: TestChain;
let owner: pg.Pool;
let client: DeviceClient;
let cashier: string;
let manager: string;
let cashSessionId: string;
let sequence = 0;

beforeAll(async () => {
  scene = await setChainScene();
  ({ chain, owner } = scene);
  const [store] = chain.stores;
  client = deviceClient(scene.server.url, store?.devices[0]?.cookie ?? "");
  const { rows } = await owner.query<{ id: string; role: string }>(
    "SELECT id, role FROM operator WHERE $1 = ANY(store_ids) AND active",
    [store?.id],
  );
  const ofRole = (role: string) => rows.find((row) => row.role === role)?.id ?? "";
  [cashier, manager] = [ofRole("cashier"), ofRole("store-manager")];
  cashSessionId = uuidv7();
  await client.push([openCommand({ ...who(), cashSessionId })]);
});

afterAll(() => scene.close());

function who() {
  return { deviceId: chain.stores[0]?.devices[0]?.id ?? "", operatorId: cashier, sequence: (sequence += 1) };
}

interface Off {
  readonly discount?: number;
  readonly saleDiscount?: number;
  readonly approval?: {
    readonly approverId: string;
    readonly reason: string;
    readonly at: string;
    readonly upTo: number;
  };
}

/** Ten pieces of R$ 2,36, of which a cashier may take off R$ 1,18. */
function sale({ discount = 0, saleDiscount = 0, approval }: Off): Command {
  const line = { productId: chain.productIds[0] ?? "", units: 10, unitPrice: 236, priceId: chain.priceIds[0] ?? null };
  const command = saleCommand({ ...who(), cashSessionId, lines: [line] });
  const args = command.args as { lines: object[]; payments: object[] };
  const total = 2360 - discount - saleDiscount;
  return {
    ...command,
    args: {
      ...args,
      lines: [{ ...args.lines[0], discount, saleDiscount, total }],
      payments: total === 0 ? [] : [{ ...args.payments[0], amount: total }],
      total,
      approval: approval ?? null,
    } as unknown as Command["args"],
  };
}

const idOf = ({ args }: Command) => (args as { saleId: string }).saleId;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();

async function exceptionsOf(command: Command): Promise<readonly string[]> {
  const [result] = await client.push([command]);
  if (result?.outcome === "applied") return [];
  if (result?.outcome !== "applied-with-exceptions") return [result?.outcome ?? "no answer"];
  // Ten pieces at a time, the shelf is soon empty.
  return result.exceptions.filter((code) => code !== "OVERSOLD");
}

const notAllowed = ["DISCOUNT_NOT_ALLOWED"];

test("a cashier may take off up to the limit; more is an exception, and the sale stands", async () => {
  expect(await exceptionsOf(sale({ discount: 118 }))).toEqual([]);
  expect(await exceptionsOf(sale({ saleDiscount: 118 }))).toEqual([]);
  expect(await exceptionsOf(sale({ discount: 119 }))).toEqual(notAllowed);
  expect(await exceptionsOf(sale({ discount: 60, saleDiscount: 60 }))).toEqual(notAllowed);
});

test("a manager's approval allows more, as long as it holds; nobody else's does", async () => {
  const by = (approverId: string, at: string) =>
    sale({ discount: 2360, approval: { approverId, reason: "Avaria", at, upTo: 10_000 } });
  expect(await exceptionsOf(by(manager, ago(1_000)))).toEqual([]);
  // It held when Pay was pressed, and the customer took a while to pay.
  expect(await exceptionsOf(by(manager, ago(16 * 60_000)))).toEqual([]);
  expect(await exceptionsOf(by(manager, ago(31 * 60_000)))).toEqual(notAllowed);
  expect(await exceptionsOf(by(cashier, ago(1_000)))).toEqual(notAllowed);
  expect(await exceptionsOf(by(uuidv7(), ago(1_000)))).toEqual(notAllowed);
});

test("a manager who does not work in this store, or not any more, approves nothing here", async () => {
  const by = (approverId: string) =>
    sale({ discount: 2360, approval: { approverId, reason: "Avaria", at: ago(1_000), upTo: 10_000 } });
  for (const left of ["active = false", "store_ids = ARRAY[gen_random_uuid()]"]) {
    await owner.query(`UPDATE operator SET ${left} WHERE id = $1`, [manager]);
    expect(await exceptionsOf(by(manager)), left).toEqual(notAllowed);
    await owner.query("UPDATE operator SET active = true, store_ids = ARRAY[$2::uuid] WHERE id = $1", [
      manager,
      chain.stores[0]?.id,
    ]);
    expect(await exceptionsOf(by(manager))).toEqual([]);
  }
});

test("an approval of less than was taken off is none", async () => {
  const approval = { approverId: manager, reason: "Avaria", at: ago(1_000), upTo: 2000 };
  expect(await exceptionsOf(sale({ discount: 472, approval }))).toEqual([]);
  expect(await exceptionsOf(sale({ discount: 473, approval }))).toEqual(notAllowed);
});

test("who approved what, and why, stands on the sale and in the audit", async () => {
  const approval = { approverId: manager, reason: "Avaria na embalagem", at: ago(1_000), upTo: 2000 };
  const command = sale({ discount: 300, saleDiscount: 70, approval });
  expect(await exceptionsOf(command)).toEqual([]);
  const { rows } = await owner.query(
    `SELECT s.approver_id, s.approval_reason, l.discount, l.sale_discount, l.total, a.details
     FROM sale s JOIN sale_line l ON l.sale_id = s.id JOIN audit_entry a ON a.entity_id = s.id WHERE s.id = $1`,
    [idOf(command)],
  );
  expect(rows).toEqual([
    {
      approver_id: manager,
      approval_reason: "Avaria na embalagem",
      discount: "300",
      sale_discount: "70",
      total: "1990",
      details: expect.anything(),
    },
  ]);
  const [{ details }] = rows as [{ details: unknown }];
  expect(typeof details === "string" ? JSON.parse(details) : details).toMatchObject({ discount: 370, approval });
});

test("what does not add up with its discount is refused", async () => {
  const command = sale({ discount: 100 });
  const args = command.args as { lines: object[] };
  const wrong = {
    ...command,
    args: { ...args, lines: [{ ...args.lines[0], discount: 99 }] } as unknown as Command["args"],
  };
  expect(await client.push([wrong])).toMatchObject([{ outcome: "rejected", code: "PAYMENTS_DO_NOT_MATCH" }]);
});
