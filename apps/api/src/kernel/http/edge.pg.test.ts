import { randomBytes } from "node:crypto";
import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import { open } from "@balcao/db/testing/test-server";
import { v7 as uuidv7 } from "uuid";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { RunningServer } from "../../start-server.ts";
import { type ChainScene, setChainScene } from "../../testing/chain-scene.ts";
import { codeOf } from "../../testing/code-of.ts";
import { deviceClient } from "../../testing/device-client.ts";
import { browser } from "../../testing/person-client.ts";
import { noLimits, serveTest } from "../../testing/serve-test.ts";

let scene: ChainScene;
let server: RunningServer;
let chain: TestChain;

beforeAll(async () => {
  scene = await setChainScene();
  ({ chain, server } = scene);
});
afterAll(() => scene.close());

const own = () => ({ "x-balcao": "1", origin: server.url, "sec-fetch-site": "same-origin" });
const json = { "content-type": "application/json" };

function post(path: string, headers: Record<string, string>): Promise<Response> {
  return fetch(server.url + path, { method: "POST", headers, body: "{}" });
}

test("a batch of more calls than fit is refused, whatever the calls are", async () => {
  const path = `/api/trpc/${Array(21).fill("identity.whoAmI").join(",")}?batch=1&input={}`;
  expect(await codeOf(await fetch(server.url + path))).toEqual([413, "TOO_LARGE"]);
  const fits = await fetch(`${server.url}/api/trpc/${Array(20).fill("identity.whoAmI").join(",")}?batch=1&input={}`);
  expect(await fits.json()).toHaveLength(20);
});

test("what does not exist under /api is JSON in the one shape", async () => {
  const response = await fetch(`${server.url}/api/nothing`);
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({
    error: { code: "NOT_FOUND", details: null, requestId: response.headers.get("x-request-id") },
  });
});

test("a refusal of a procedure carries its code and the request's id, and no stack", async () => {
  const response = await fetch(`${server.url}/api/trpc/stores.listStores`, {
    headers: { "x-request-id": "given-by-a-proxy" },
  });
  expect(await response.json()).toEqual({
    error: {
      code: -32001,
      message: "UNAUTHENTICATED",
      data: {
        code: "UNAUTHORIZED",
        httpStatus: 401,
        path: "stores.listStores",
        requestId: "given-by-a-proxy",
        refusal: { code: "UNAUTHENTICATED", details: null },
      },
    },
  });
});

test("ids of requests that could harm a log are replaced", async () => {
  const response = await fetch(`${server.url}/health`, {
    headers: { "x-request-id": "<script>", "x-correlation-id": "sale-0001" },
  });
  expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  expect(response.headers.get("x-correlation-id")).toBe("sale-0001");
});

test("only the endpoints of better-auth that we use can be reached", async () => {
  const closed = [
    "sign-up/email",
    "organization/create",
    "organization/invite-member",
    "organization/update-member-role",
    "update-user",
    "delete-user",
  ];
  for (const path of closed)
    expect(await codeOf(await post(`/api/auth/${path}`, { ...own(), ...json })), path).toEqual([404, "NOT_FOUND"]);
});

test("calls count one by one, and the one too many says when to come back", async () => {
  const limited = await serveTest(scene.database.url, {
    limits: { ...noLimits, caller: 30, address: 1000, stranger: 10 },
  });
  const batch = (count: number, comma = ",") =>
    `/api/trpc/${Array(count).fill("identity.whoAmI").join(comma)}?batch=1&input={}`;
  const device = { cookie: chain.stores[0]?.devices[0]?.cookie ?? "" };
  expect((await fetch(limited.url + batch(5))).status).toBe(200);
  // A comma that is written otherwise separates calls all the same.
  expect((await fetch(limited.url + batch(5, "%2C"))).status).toBe(200);
  const refused = await fetch(limited.url + batch(1));
  expect(await codeOf(refused.clone())).toEqual([429, "TOO_MANY_REQUESTS"]);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  // An enrolled tablet behind the same address has an allowance of its own.
  expect((await fetch(limited.url + batch(20), { headers: device })).status).toBe(200);
  expect((await fetch(limited.url + batch(11), { headers: device })).status).toBe(429);
  await limited.close();
});

test("reads of sync count as well, and a tablet that reads too much may still push", async () => {
  const limited = await serveTest(scene.database.url, { limits: { ...noLimits, reader: 3, stranger: 2 } });
  const { cookie = "", id = "" } = chain.stores[0]?.devices[0] ?? {};
  const read = (path: string, as: string) => fetch(`${limited.url}/api/sync/${path}`, { headers: { cookie: as } });
  const paths = ["pull", `snapshot/${chain.organizationId}`, `snapshot/${chain.organizationId}/none/0`];
  for (const path of paths) expect((await read(path, cookie)).status, path).not.toBe(429);
  for (const path of paths) {
    const refused = await read(path, cookie);
    expect(await codeOf(refused.clone())).toEqual([429, "TOO_MANY_REQUESTS"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  }
  const unknown = { id: uuidv7(), name: "sales.none", args: null, deviceId: id, sequence: 1 };
  expect(await deviceClient(limited.url, cookie).push([unknown])).toMatchObject([{ outcome: "rejected" }]);
  // Whoever guesses cookies asks the database no more often than this.
  const guess = () => read("pull", `balcao_device=${randomBytes(32).toString("base64url")}`);
  expect([await guess(), await guess(), await guess()].map(({ status }) => status)).toEqual([401, 401, 429]);
  await limited.close();
});

test("polls that find nothing new do not count", async () => {
  const limited = await serveTest(scene.database.url, { limits: { ...noLimits, reader: 6 } });
  const { id = "", devices = [] } = chain.stores[0] ?? {};
  const tablet = deviceClient(limited.url, devices[0]?.cookie ?? "");
  const { cursor, etag } = await tablet.delta(await tablet.cursor([chain.organizationId, id]));
  const statuses = new Set<number>();
  for (let n = 0; n < 10; n += 1) statuses.add((await tablet.pull(cursor, etag)).status);
  expect([...statuses]).toEqual([304]);
  await limited.close();
});

test("a tablet keeps the server busy with a few pushes at a time", async () => {
  await using owner = await open(scene.database.url);
  const fresh = await serveTest(scene.database.url);
  const { cookie = "", id: deviceId = "" } = chain.stores[0]?.devices[0] ?? {};
  const facts = {
    name: "sales.none",
    args: null,
    operatorId: uuidv7(),
    deviceTime: new Date().toISOString(),
    deviceId,
  };
  const settled: string[] = [];
  const push = async (sequence: number) => {
    const command = { ...facts, id: uuidv7(), sequence, schemaVersion: "", previousHash: null, signature: null };
    const pushed = deviceClient(fresh.url, cookie).push([command]);
    settled.push(
      await pushed.then(
        () => "answered",
        (error: Error) => error.message.slice(0, 3),
      ),
    );
  };
  await owner.query("BEGIN; LOCK TABLE device_chain IN ACCESS EXCLUSIVE MODE");
  const all = Promise.all(Array.from({ length: 10 }, (_, n) => push(n + 1)));
  await expect.poll(() => settled, { timeout: 10_000 }).toEqual(Array(6).fill("429"));
  await owner.query("ROLLBACK");
  await all;
  expect(settled.filter((answer) => answer === "answered")).toHaveLength(4);
  await push(11);
  expect(settled.at(-1)).toBe("answered");
  await fresh.close();
});

test("a request that loses its database is told to come back, and the next one is served", async () => {
  await using owner = await open(scene.database.url);
  // Within one transaction pg_stat_activity does not change.
  await using killer = await open(scene.database.url);
  await owner.query("BEGIN; LOCK TABLE device IN ACCESS EXCLUSIVE MODE");
  const cookie = chain.stores[0]?.devices[0]?.cookie ?? "";
  const fresh = await serveTest(scene.database.url);
  const cut = fetch(`${fresh.url}/api/trpc/identity.whoAmI`, { headers: { cookie } });
  let answered = false;
  void cut.then(() => {
    answered = true;
  });
  // The server's own looks at the table wait at the lock too; all of them are cut until the request was among them.
  const cutWaiting = async () => {
    await killer.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return answered;
  };
  await expect.poll(cutWaiting, { timeout: 15_000 }).toBe(true);
  expect(await codeOf(await cut)).toEqual([503, "UNAVAILABLE"]);
  await owner.query("ROLLBACK");
  expect((await fetch(`${fresh.url}/api/trpc/identity.whoAmI`, { headers: { cookie } })).status).toBe(200);
  await fresh.close();
});

test("an answer in pieces, which could carry no cookie, is not given", async () => {
  const response = await fetch(`${server.url}/api/trpc/identity.whoAmI?batch=1&input={}`, {
    headers: { "trpc-accept": "application/jsonl" },
  });
  expect(await codeOf(response)).toEqual([400, "BAD_REQUEST"]);
});

test("requests are measured by route, and calls by procedure, never by what is in the address", async () => {
  await fetch(`${server.url}/api/nothing/${chain.organizationId}`);
  await fetch(`${server.url}/api/trpc/identity.whoAmI`);
  const text = await (await fetch(`${server.url}/metrics`)).text();
  expect(text).toMatch(/balcao_http_request_seconds_count\{method="GET",route="\/api\/trpc\/\*",status="200"\} \d/);
  expect(text).toMatch(/balcao_http_request_seconds_count\{method="GET",route="\/api\/\*",status="404"\} \d/);
  expect(text).toMatch(/balcao_operations_total\{path="identity.whoAmI",code="ok"\} \d/);
  expect(text).not.toContain(chain.organizationId);
});

test("/metrics answers this machine, and not through a proxy", async () => {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  expect(text).toContain("balcao_http_request_seconds_bucket");
  expect(text).toContain("balcao_ready 1");
  expect((await fetch(`${server.url}/metrics`, { headers: { "x-forwarded-for": "198.51.100.7" } })).status).toBe(404);
});

test("/metrics with a token answers only who bears it", async () => {
  const guarded = await serveTest(scene.database.url, { metricsToken: "a-token-of-some-length" });
  expect((await fetch(`${guarded.url}/metrics`)).status).toBe(404);
  expect(
    (await fetch(`${guarded.url}/metrics`, { headers: { authorization: "Bearer a-token-of-some-length" } })).status,
  ).toBe(200);
  await guarded.close();
});

test("every answer carries the same security headers", async () => {
  const names = [
    "content-security-policy",
    "cross-origin-opener-policy",
    "cross-origin-resource-policy",
    "permissions-policy",
    "referrer-policy",
    "x-content-type-options",
    "x-frame-options",
  ];
  const headersOf = (response: Response) => Object.fromEntries(names.map((name) => [name, response.headers.get(name)]));
  const page = headersOf(await fetch(`${server.url}/`));
  expect(page).toMatchInlineSnapshot(`
    {
      "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types balcao",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": "camera=(self), usb=(self), serial=(self), geolocation=(), microphone=(), payment=(), display-capture=(), browsing-topics=()",
      "referrer-policy": "same-origin",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    }
  `);
  const others = [
    await fetch(`${server.url}/api/nothing`),
    await fetch(`${server.url}/health`),
    await browser(server.url).post("/api/auth/sign-in/email", {}),
  ];
  for (const response of others) expect(headersOf(response)).toEqual(page);
});

test("over https, cookies are Secure and browsers are told to stay", async () => {
  const secure = await serveTest(scene.database.url, { publicOrigins: ["https://balcao.example"] });
  const response = await fetch(`${secure.url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { ...json, "x-balcao": "1", origin: "https://balcao.example", "sec-fetch-site": "same-origin" },
    body: JSON.stringify({ email: chain.people.cashier.email, password: chain.people.cashier.password }),
  });
  expect(response.headers.getSetCookie()[0]).toMatch(
    /^__Secure-balcao\.session_token=.*; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  expect(response.headers.get("strict-transport-security")).toBe("max-age=63072000; includeSubDomains");
  await secure.close();
});
