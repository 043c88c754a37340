import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import type { Command, Json } from "@balcao/sync/protocol";
import type pg from "pg";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { type ChainScene, setChainScene } from "../../testing/chain-scene.ts";
import { type DeviceClient, deviceClient } from "../../testing/device-client.ts";
import { openCommand, saleCommand } from "../../testing/sale-command.ts";

let scene: ChainScene;
let server: RunningServer;
let owner: pg.Pool;
let chain: TestChain;
let client: DeviceClient;
let sequence = 0;

beforeAll(async () => {
  scene = await setChainScene();
  ({ chain, server, owner } = scene);
  client = deviceClient(server.url, chain.stores[0]?.devices[0]?.cookie ?? "");
});

afterAll(() => scene.close());

function sale(change: Readonly<Record<string, Json>> = {}): Command {
  const [store] = chain.stores;
  const command = saleCommand({
    deviceId: store?.devices[0]?.id ?? "",
    operatorId: store?.operators[0]?.id ?? "",
    sequence: (sequence += 1),
    cashSessionId: uuidv7(),
    lines: [{ productId: chain.productIds[0] ?? "", units: 1, unitPrice: 236, priceId: null }],
  });
  return { ...command, args: { ...(command.args as object), ...change } };
}

function nested(depth: number): Json {
  let value: Json = 1;
  for (let n = 0; n < depth; n += 1) value = [value];
  return value;
}

/** Pushed before a sale that is sound, twice, as a tablet does that got no answer: the sale has to come through. */
test.each<[string, () => Command]>([
  ["whose unknown field has a NUL in its name", () => sale({ "a\0b": 1 })],
  ["whose unknown field has half a character in its name", () => sale({ "a\ud800b": 1 })],
  ["whose id is in capitals", () => ({ ...sale(), id: uuidv7().toUpperCase() })],
  ["that is nested deeper than anything can follow", () => sale({ note: nested(4_000) })],
  ["that is nested deeply under a name of no field", () => ({ ...sale(), more: nested(4_000) }) as Command],
  ["from the year nought", () => ({ ...sale(), deviceTime: "0000-01-01T00:00:00.000Z" })],
  ["that was sold in the year nought", () => sale({ soldAt: "0000-01-01T00:00:00.000Z" })],
])("a command %s is refused and holds up no other", async (_, poison) => {
  const commands = [poison(), sale()];
  const results = await client.push(commands);
  const outcomes = Object.fromEntries(results.map((result) => [result.id, result.outcome]));
  expect(outcomes[commands[0]?.id ?? ""]).toBe("rejected");
  expect(outcomes[commands[1]?.id ?? ""]).toBe("applied-with-exceptions");
  expect(await client.push(commands)).toEqual(results);
});

test("a sale with characters that PostgreSQL keeps in no text is recorded without them", async () => {
  const command = sale();
  const { lines } = command.args as unknown as { readonly lines: readonly Json[] };
  const named = lines.map((line) => ({ ...(line as object), name: "Caf\u0000\ud800é" }));
  const results = await client.push([{ ...command, args: { ...(command.args as object), lines: named } }]);
  expect(results).toMatchObject([{ outcome: "applied-with-exceptions" }]);
  const { rows } = await owner.query("SELECT name FROM sale_line WHERE name LIKE 'Caf%'");
  expect(rows).toEqual([{ name: "Caf\ufffd\ufffdé" }]);
});

test("that an id came again with other content stays on record, though the command after it fails", async () => {
  const command = sale();
  await client.push([command]);
  const forged = { ...command, deviceTime: new Date(0).toISOString() };
  const { lines } = command.args as { readonly lines: Json };
  const results = await client.push([forged, sale({ lines })]);
  expect(results.map((result) => result.outcome)).toEqual(["rejected", "later"]);
  const { rows } = await owner.query("SELECT FROM audit_entry WHERE command_id = $1 AND action = 'sync.push'", [
    command.id,
  ]);
  expect(rows).toHaveLength(1);
});

test("what PostgreSQL rolls back for its own reasons in the middle of a command is done again at once", async () => {
  await owner.query(`CREATE SEQUENCE rolled_back;
    CREATE FUNCTION roll_back_once() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF nextval('rolled_back') = 1 THEN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END IF;
      RETURN NEW;
    END $$;
    CREATE TRIGGER roll_back_once BEFORE INSERT ON cash_session FOR EACH ROW EXECUTE FUNCTION roll_back_once()`);
  const { deviceId, operatorId } = sale();
  const open = openCommand({ deviceId, operatorId, sequence: (sequence += 1), cashSessionId: uuidv7() });
  expect(await client.push([open])).toMatchObject([{ id: open.id, outcome: "applied" }]);
});
