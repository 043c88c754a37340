import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { setTwoChainScene, type TwoChainScene } from "../../testing/chain-scene.ts";
import { browser, pairOf, signIn } from "../../testing/person-client.ts";
import { serveTest } from "../../testing/serve-test.ts";

let scene: TwoChainScene;
let server: RunningServer;
let chain: TestChain;
let other: TestChain;

beforeAll(async () => {
  scene = await setTwoChainScene();
  ({ chain, other, server } = scene);
});
beforeEach(() => sql("DELETE FROM rate_limit"));
afterAll(() => scene.close());

async function sql(text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  return (await scene.owner.query<Record<string, unknown>>(text, [...values])).rows;
}

const guess = async (url: string, email: string, password = "a wrong password") => {
  const response = await browser(url).post("/api/auth/sign-in/email", { email, password });
  return (await response.json()) as {
    ok?: boolean;
    error?: { code: string; details: { retryAfterSeconds: number } | null };
  };
};

test("a person of one organization is at work in it at once", async () => {
  const manager = await signIn(server.url, chain.people["store-manager"]);
  const { data } = await manager.query("identity.whoAmI");
  expect(data).toMatchObject({
    person: {
      email: "store-manager@chain1.example",
      role: "store-manager",
      organization: { id: chain.organizationId, currency: "BRL" },
    },
    device: null,
    deviceRefusal: "DEVICE_NOT_ENROLLED",
  });
});

test("a person of two organizations works in none until one is chosen, and only in their own", async () => {
  await sql("INSERT INTO member (id, organization_id, user_id, role) VALUES (gen_random_uuid(), $1, $2, 'cashier')", [
    other.organizationId,
    chain.people.buyer.id,
  ]);
  const buyer = await signIn(server.url, chain.people.buyer);
  expect((await buyer.query("stores.listStores")).code).toBe("UNAUTHENTICATED");
  expect((await buyer.query("identity.whoAmI")).data).toMatchObject({
    person: { organization: null, permissions: [], organizations: [{}, {}] },
  });

  const foreign = await buyer.post("/api/auth/organization/set-active", {
    organizationId: "0197a000-ffff-7000-8000-00000000dead",
  });
  expect(foreign.status).toBeGreaterThanOrEqual(400);

  const chosen = await buyer.post("/api/auth/organization/set-active", { organizationId: other.organizationId });
  expect(chosen.status).toBe(200);
  expect((await buyer.query("identity.whoAmI")).data).toMatchObject({
    person: { role: "cashier", organization: { id: other.organizationId } },
  });
  expect((await buyer.query("stores.listStores")).data).toMatchObject([{ id: other.stores[0]?.id }]);
});

test("what is wrong, the e-mail or the password, is not told", async () => {
  expect((await guess(server.url, "nobody@chain1.example")).error?.code).toBe("WRONG_CREDENTIALS");
  expect((await guess(server.url, chain.people.cashier.email)).error?.code).toBe("WRONG_CREDENTIALS");
});

test("the answer to a sign-in shows no token to scripts", async () => {
  const { email, password } = chain.people.cashier;
  expect(await guess(server.url, email, password)).toEqual({ ok: true });
});

test("a signed-out session is over at once", async () => {
  const cashier = await signIn(server.url, chain.people.cashier);
  expect((await cashier.query("stores.listStores")).status).toBe(200);
  expect((await cashier.post("/api/auth/sign-out", {})).status).toBe(200);
  expect((await cashier.query("stores.listStores")).code).toBe("UNAUTHENTICATED");
});

test("a cookie signed by another key is nobody's", async () => {
  const cashier = await signIn(server.url, chain.people.cashier);
  const forged = `${cashier.cookie.slice(0, -8)}AAAAAA%3D`;
  expect((await browser(server.url, forged).query("stores.listStores")).code).toBe("UNAUTHENTICATED");
});

test("a guesser has to wait, with the right password too, and a restart does not forgive", async () => {
  const { email, password } = chain.people.approver;
  for (let attempt = 0; attempt < 5; attempt += 1)
    expect((await guess(server.url, email)).error?.code).toBe("WRONG_CREDENTIALS");
  const waiting = await guess(server.url, email, password);
  expect(waiting.error).toMatchObject({ code: "TOO_MANY_REQUESTS", details: { retryAfterSeconds: 1 } });

  const restarted = await serveTest(scene.database.url);
  expect((await guess(restarted.url, email, password)).error?.code).toBe("TOO_MANY_REQUESTS");
  await restarted.close();
});

test("each wrong guess doubles the wait, up to a quarter of an hour", async () => {
  const { email } = chain.people.approver;
  const waits: number[] = [];
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const { error } = await guess(server.url, email);
    if (error?.code === "TOO_MANY_REQUESTS") {
      waits.push(error.details?.retryAfterSeconds ?? 0);
      // The wait is over.
      await sql("UPDATE rate_limit SET last_request = last_request - 900000 WHERE key LIKE 'attempt:pair:%'");
    }
  }
  expect(waits.slice(0, 4)).toEqual([1, 2, 4, 8]);
});

test("guesses sent all at once are counted one by one", async () => {
  const { email } = chain.people["stock-clerk"];
  const answers = await Promise.all(Array.from({ length: 20 }, () => guess(server.url, email)));
  expect(answers.filter(({ error }) => error?.code === "WRONG_CREDENTIALS")).toHaveLength(5);
});

test("a right password forgives the wrong ones before it", async () => {
  const { email, password } = chain.people["store-manager"];
  for (let round = 0; round < 3; round += 1) {
    for (let attempt = 0; attempt < 4; attempt += 1) await guess(server.url, email);
    expect(await guess(server.url, email, password)).toEqual({ ok: true });
  }
});

test("the counters hold no e-mail address", async () => {
  await guess(server.url, chain.people.cashier.email);
  expect(JSON.stringify(await sql("SELECT key FROM rate_limit"))).not.toContain("chain1.example");
});

test("a changed password ends the other sessions, and the old one no longer opens", async () => {
  const person = { ...chain.people.administrator };
  const here = await signIn(server.url, person);
  const elsewhere = await signIn(server.url, person);
  const wrong = await here.post("/api/auth/change-password", {
    currentPassword: "not the password",
    newPassword: "another-good-one",
  });
  expect(((await wrong.json()) as { error: { code: string } }).error.code).toBe("WRONG_CREDENTIALS");

  const changed = await here.post("/api/auth/change-password", {
    currentPassword: person.password,
    newPassword: "another-good-one",
  });
  expect(changed.status).toBe(200);
  const renewed = browser(server.url, changed.headers.getSetCookie().map(pairOf).join("; "));
  expect((await renewed.query("stores.listStores")).status).toBe(200);
  expect((await elsewhere.query("stores.listStores")).code).toBe("UNAUTHENTICATED");
  expect((await guess(server.url, person.email, person.password)).error?.code).toBe("WRONG_CREDENTIALS");
  expect(await guess(server.url, person.email, "another-good-one")).toEqual({ ok: true });
});

test("a password is kept as an Argon2id hash", async () => {
  const [row] = await sql("SELECT password FROM account WHERE user_id = $1", [chain.people.administrator.id]);
  expect(row?.["password"]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});
