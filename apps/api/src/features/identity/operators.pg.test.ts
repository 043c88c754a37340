import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifySecret } from "../../kernel/secret-hash.ts";
import type { RunningServer } from "../../start-server.ts";
import { type ChainScene, setChainScene } from "../../testing/chain-scene.ts";
import { type Browser, signIn } from "../../testing/person-client.ts";
import { noLimits, serveTest } from "../../testing/serve-test.ts";

let scene: ChainScene;
let server: RunningServer;
let chain: TestChain;
let storeId: string;
let manager: Browser;
let administrator: Browser;

beforeAll(async () => {
  scene = await setChainScene({ stores: 2 });
  ({ chain, server } = scene);
  storeId = chain.stores[0]?.id ?? "";
  manager = await signIn(server.url, chain.people["store-manager"]);
  administrator = await signIn(server.url, chain.people.administrator);
});
afterAll(() => scene.close());

async function sql(text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  return (await scene.owner.query<Record<string, unknown>>(text, [...values])).rows;
}

async function create(by: Browser, role = "cashier"): Promise<string> {
  const { data } = await by.mutate("identity.createOperator", { name: "Nina", role, storeIds: [storeId] });
  return (data as { operatorId: string }).operatorId;
}

test("a PIN set here is one that a tablet can check", async () => {
  const operatorId = await create(manager);
  expect((await manager.mutate("identity.setPin", { operatorId, pin: "2703" })).status).toBe(200);
  const [row] = await sql("SELECT pin_hash FROM operator WHERE id = $1", [operatorId]);
  expect(await verifySecret("2703", String(row?.["pin_hash"]))).toBe(true);
  expect(await verifySecret("2704", String(row?.["pin_hash"]))).toBe(false);
});

test.each(["1111", "1234", "4321", "7890", "1212", "123", "123456789", "12a4"])(
  "the PIN %s is refused as weak",
  async (pin) => {
    const operatorId = chain.stores[0]?.operators[0]?.id;
    expect((await manager.mutate("identity.setPin", { operatorId, pin })).code).toBe("PIN_WEAK");
  },
);

test("neither a list nor the record of a change holds a PIN or its hash", async () => {
  const { data } = await manager.query("identity.listOperators", {});
  expect(JSON.stringify(data)).not.toMatch(/argon2|pinHash/);
  expect(data).toContainEqual(expect.objectContaining({ hasPin: true }));
  expect(JSON.stringify(await sql("SELECT * FROM audit_entry"))).not.toMatch(/2703|argon2/);
});

test("a manager cannot reach above their own role: not by creating, nor by changing, nor by a PIN", async () => {
  const above = await create(administrator, "administrator");
  expect(
    (await manager.mutate("identity.createOperator", { name: "Eu", role: "administrator", storeIds: [storeId] })).code,
  ).toBe("FORBIDDEN");
  expect((await manager.mutate("identity.editOperator", { operatorId: above, active: false })).code).toBe("FORBIDDEN");
  expect((await manager.mutate("identity.setPin", { operatorId: above, pin: "2703" })).code).toBe("FORBIDDEN");
  const below = await create(manager);
  expect((await manager.mutate("identity.editOperator", { operatorId: below, role: "administrator" })).code).toBe(
    "FORBIDDEN",
  );
});

test("an operator made inactive leaves the store's devices", async () => {
  const operatorId = await create(manager);
  const deletedInFeed = async () =>
    (
      await sql("SELECT deleted FROM change_feed WHERE scope = $1 AND table_name = 'operator' AND row_id = $2", [
        storeId,
        operatorId,
      ])
    )[0]?.["deleted"];
  expect(await deletedInFeed()).toBe(false);
  await manager.mutate("identity.editOperator", { operatorId, active: false });
  expect(await deletedInFeed()).toBe(true);
});

test("an edit changes what it names and nothing else", async () => {
  const operatorId = await create(manager);
  await manager.mutate("identity.editOperator", { operatorId, name: "Nina Alves" });
  expect(await sql("SELECT name, role, active, store_ids FROM operator WHERE id = $1", [operatorId])).toEqual([
    { name: "Nina Alves", role: "cashier", active: true, store_ids: [storeId] },
  ]);
});

test("people are listed by managers and added by administrators, who then can sign in", async () => {
  const person = { name: "Rita", email: "Rita@Chain1.example", password: "long-enough-password", role: "cashier" };
  expect((await manager.mutate("identity.createPerson", person)).code).toBe("FORBIDDEN");
  expect((await administrator.mutate("identity.createPerson", person)).status).toBe(200);
  expect(await administrator.mutate("identity.createPerson", person)).toMatchObject({
    code: "ALREADY_EXISTS",
    details: { field: "email" },
  });
  const rita = await signIn(server.url, { email: "rita@chain1.example", password: person.password });
  expect((await rita.query("identity.whoAmI")).data).toMatchObject({ person: { name: "Rita", role: "cashier" } });
  expect((await manager.query("identity.listPeople")).data).toContainEqual(
    expect.objectContaining({ email: "rita@chain1.example" }),
  );
});

test("e-mails cannot be tried out by the hundred", async () => {
  const limited = await serveTest(scene.database.url, { limits: { ...noLimits, caller: 150 } });
  const asking = await signIn(limited.url, chain.people.administrator);
  const codes: unknown[] = [];
  for (let n = 0; n < 3; n += 1) {
    const person = { name: "Ana", email: chain.people.cashier.email, password: "long enough", role: "cashier" };
    codes.push((await asking.mutate("identity.createPerson", person)).code);
  }
  expect(codes).toEqual(["ALREADY_EXISTS", "ALREADY_EXISTS", "TOO_MANY_REQUESTS"]);
  await limited.close();
});
