import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { type ChainScene, setChainScene } from "../../testing/chain-scene.ts";
import { type Answer, browser, pairOf, signIn } from "../../testing/person-client.ts";
import { saleCommand } from "../../testing/sale-command.ts";

let scene: ChainScene;
let server: RunningServer;
let chain: TestChain;
let store: TestChain["stores"][number];
let second: TestChain["stores"][number];

beforeAll(async () => {
  scene = await setChainScene({ stores: 2 });
  ({ chain, server } = scene);
  [store, second] = chain.stores as [typeof store, typeof second];
});
afterAll(() => scene.close());

async function sql(text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  return (await scene.owner.query<Record<string, unknown>>(text, [...values])).rows;
}

const manager = () => signIn(server.url, chain.people["store-manager"]);

interface Device {
  readonly id: string;
  readonly code: string;
  readonly lastSequence: number;
}

/** The browser after an enrolment: the cookies it was given in place of those it had. */
function tablet({ cookies }: Answer) {
  return browser(
    server.url,
    cookies
      .filter((cookie) => !cookie.includes("Max-Age=0"))
      .map(pairOf)
      .join("; "),
  );
}

async function enrol(input: { storeId: string; name: string; deviceId?: string }) {
  const answer = await (await manager()).mutate("identity.enrolDevice", input);
  return { answer, device: answer.data as Device, browser: tablet(answer) };
}

const saleOf = (deviceId: string) =>
  saleCommand({
    deviceId,
    operatorId: store.operators[0]?.id ?? "",
    cashSessionId: uuidv7(),
    sequence: 1,
    lines: [{ productId: chain.productIds[0] ?? "", units: 1, unitPrice: 236, priceId: null }],
  });

test("an enrolled tablet is known by its cookie, belongs to its store, and numbers from where the server is", async () => {
  const { answer, device, browser: enrolled } = await enrol({ storeId: store.id, name: "Caixa 1" });
  expect(answer.data).toMatchObject({
    name: "Caixa 1",
    code: "A2",
    lastSequence: 0,
    store: { id: store.id },
    organization: { id: chain.organizationId },
  });
  expect((await enrolled.query("identity.whoAmI")).data).toMatchObject({
    person: null,
    device: { id: device.id, store: { id: store.id } },
    deviceRefusal: null,
  });
});

test("the device cookie is out of reach of scripts and other sites, and lasts for 400 days", async () => {
  const { answer } = await enrol({ storeId: store.id, name: "Caixa" });
  expect(answer.cookies.find((cookie) => cookie.startsWith("balcao_device="))).toMatch(
    /^balcao_device=[\w-]{43}; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Strict$/,
  );
});

test("a tablet that is started keeps its cookie for another 400 days", async () => {
  const { answer, browser: enrolled } = await enrol({ storeId: store.id, name: "Caixa" });
  const given = answer.cookies.find((cookie) => cookie.startsWith("balcao_device="));
  expect((await enrolled.query("identity.whoAmI")).cookies).toEqual([given]);
});

test("enrolment ends the person's session on the tablet", async () => {
  const person = await manager();
  const answer = await person.mutate("identity.enrolDevice", { storeId: store.id, name: "Caixa" });
  expect(answer.cookies.some((cookie) => cookie.startsWith("balcao.session_token=;"))).toBe(true);
  expect((await person.query("stores.listStores")).code).toBe("UNAUTHENTICATED");
});

test("the token is kept as a hash only", async () => {
  const { answer, device } = await enrol({ storeId: store.id, name: "Caixa" });
  const token = /balcao_device=([\w-]{43})/.exec(answer.cookies.join())?.[1] ?? "";
  const [row] = await sql(
    "SELECT token_hash = sha256($1) AS same, to_jsonb(device)::text AS text FROM device WHERE id = $2",
    [Buffer.from(token), device.id],
  );
  expect(row?.["same"]).toBe(true);
  expect(row?.["text"]).not.toContain(token);
});

test("tablets enrolled at once get codes of their own", async () => {
  const people = await Promise.all(Array.from({ length: 5 }, manager));
  const answers = await Promise.all(
    people.map((person) => person.mutate("identity.enrolDevice", { storeId: second.id, name: "Caixa" })),
  );
  expect(answers.map(({ data }) => (data as Device).code).toSorted()).toEqual(["A2", "A3", "A4", "A5", "A6"]);
});

test("a revoked tablet is told so, and no other is", async () => {
  const one = await enrol({ storeId: store.id, name: "Um" });
  const two = await enrol({ storeId: store.id, name: "Dois" });
  expect((await one.browser.mutate("sync.push", { commands: [] })).code).not.toBe("DEVICE_REVOKED");
  expect((await (await manager()).mutate("identity.revokeDevice", { deviceId: one.device.id })).status).toBe(200);
  expect((await one.browser.mutate("sync.push", { commands: [] })).code).toBe("DEVICE_REVOKED");
  expect((await one.browser.query("identity.whoAmI")).data).toMatchObject({
    device: null,
    deviceRefusal: "DEVICE_REVOKED",
  });
  expect((await two.browser.query("identity.whoAmI")).data).toMatchObject({ device: { id: two.device.id } });
});

test("a tablet enrolled again keeps its id, code and numbering; its old cookie opens nothing", async () => {
  const before = await enrol({ storeId: store.id, name: "Caixa 9" });
  await sql("UPDATE device SET last_sequence = 41 WHERE id = $1", [before.device.id]);
  await (await manager()).mutate("identity.revokeDevice", { deviceId: before.device.id });

  const after = await enrol({ storeId: store.id, name: "Caixa 9", deviceId: before.device.id });
  expect(after.device).toMatchObject({ id: before.device.id, code: before.device.code, lastSequence: 41 });
  expect((await after.browser.query("identity.whoAmI")).data).toMatchObject({ device: { id: before.device.id } });
  expect((await before.browser.query("identity.whoAmI")).data).toMatchObject({
    device: null,
    deviceRefusal: "DEVICE_NOT_ENROLLED",
  });
});

test("a tablet that the database has lost is enrolled again under its id, and its sales come through", async () => {
  const before = await enrol({ storeId: store.id, name: "Caixa 8" });
  const command = { ...saleOf(before.device.id), sequence: 7 };
  await sql("DELETE FROM device WHERE id = $1", [before.device.id]);
  const after = await enrol({ storeId: store.id, name: "Caixa 8", deviceId: before.device.id });
  expect(after.device.id).toBe(before.device.id);
  const pushed = await after.browser.mutate("sync.push", { commands: [command] });
  expect(pushed.data).toMatchObject({ results: [{ id: command.id, outcome: "applied-with-exceptions" }] });
});

test("another organization's tablet is nobody's to enrol", async () => {
  const other = await seedTestChain(scene.database.url, { chain: 2 });
  const taken = other.stores[0]?.devices[0]?.id ?? "";
  const { answer } = await enrol({ storeId: store.id, name: "Caixa", deviceId: taken });
  expect(answer.code).toBe("NOT_FOUND");
  expect(await sql("SELECT organization_id AS id FROM device WHERE id = $1", [taken])).toEqual([
    { id: other.organizationId },
  ]);
});

test("a tablet that moves to a store where its code is taken gets another", async () => {
  const moved = await enrol({ storeId: second.id, name: "Emprestado", deviceId: store.devices[0]?.id ?? "" });
  expect(moved.device.code).not.toBe("A1");
  expect(
    await sql("SELECT FROM device WHERE store_id = $1 AND code = $2", [second.id, moved.device.code]),
  ).toHaveLength(1);
});

test("a list of devices tells when each was last seen, and no token", async () => {
  const { device, browser: enrolled } = await enrol({ storeId: store.id, name: "Visto" });
  await enrolled.query("identity.whoAmI");
  await expect
    .poll(async () => {
      const { data } = await (await manager()).query("identity.listDevices", { storeId: store.id });
      return (data as { id: string; lastSeenAt: string | null }[]).find(({ id }) => id === device.id)?.lastSeenAt;
    })
    .toMatch(/^\d{4}-/);
  const { data } = await (await manager()).query("identity.listDevices", {});
  expect(Object.keys((data as object[])[0] ?? {})).not.toContain("tokenHash");
});

test("a guessed cookie is not a device", async () => {
  const guessed = browser(server.url, `balcao_device=${"A".repeat(43)}`);
  expect((await guessed.query("identity.whoAmI")).data).toMatchObject({
    device: null,
    deviceRefusal: "DEVICE_NOT_ENROLLED",
  });
});

test("an enrolment, a new name and a revocation are on record", async () => {
  const { device } = await enrol({ storeId: store.id, name: "Novo" });
  const person = await manager();
  await person.mutate("identity.renameDevice", { deviceId: device.id, name: "Mais novo" });
  await person.mutate("identity.revokeDevice", { deviceId: device.id });
  const rows = await sql("SELECT action, actor_id, store_id FROM audit_entry WHERE entity_id = $1 ORDER BY id", [
    device.id,
  ]);
  expect(rows.map(({ action }) => action)).toEqual([
    "identity.enrolDevice",
    "identity.renameDevice",
    "identity.revokeDevice",
  ]);
  expect(rows[0]).toMatchObject({ actor_id: chain.people["store-manager"].id, store_id: store.id });
});
