import type { TestChain } from "@balcao/db/testing/seed-test-chain";
import { once } from "node:events";
import { connect as connectPlainly } from "node:net";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import WebSocket from "ws";
import { createDeviceToken, deviceCookie, hashDeviceToken } from "../kernel/auth/device-token.ts";
import type { RunningServer } from "../start-server.ts";
import { setTwoChainScene, type TwoChainScene } from "../testing/chain-scene.ts";
import { type LiveListener, listenLive } from "../testing/live-listener.ts";
import { signIn } from "../testing/person-client.ts";

let scene: TwoChainScene;
let server: RunningServer;
let owner: pg.Pool;
let chain: TestChain;
let other: TestChain;
const open: WebSocket[] = [];

beforeAll(async () => {
  scene = await setTwoChainScene({ stores: 2, devicesPerStore: 2 });
  ({ chain, other, server, owner } = scene);
});

afterEach(() => {
  for (const socket of open.splice(0)) socket.terminate();
});

afterAll(() => scene.close());

const device = (of: TestChain, store = 0, index = 0) => {
  const found = of.stores[store]?.devices[index];
  if (found === undefined) throw new Error("no such device");
  return found;
};

function connect(headers: Record<string, string>): WebSocket {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/api/trpc`, { headers });
  open.push(socket);
  return socket;
}

/** Subscribes as a device and waits until it is greeted. */
async function listen(cookie: string, kinds: "delta" | "poke" = "delta"): Promise<LiveListener> {
  const listener = await listenLive(server.url, cookie, kinds);
  open.push(listener.socket);
  return listener;
}

async function upgradeStatus(headers: Record<string, string>): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(headers);
    socket.once("unexpected-response", (_, response) => resolve(response.statusCode ?? 0));
    socket.once("open", () => resolve(101));
    socket.on("error", () => undefined);
  });
}

test("a handshake from a foreign or absent origin, or from no device, is refused before the upgrade", async () => {
  const { cookie } = device(chain);
  expect(await upgradeStatus({ cookie, origin: "https://evil.example" })).toBe(403);
  expect(await upgradeStatus({ cookie })).toBe(403);
  expect(await upgradeStatus({ origin: server.url })).toBe(401);
  expect(await upgradeStatus({ cookie: `balcao_device=${"x".repeat(43)}`, origin: server.url })).toBe(401);
  expect(await upgradeStatus({ cookie, origin: server.url })).toBe(101);
});

test("a handshake to an address that is none is refused, and the server goes on", async () => {
  for (const address of ["//", "/api/trpc/"]) {
    const socket = connectPlainly(Number(new URL(server.url).port), "localhost");
    socket.write(`GET ${address} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`);
    const [answer] = (await once(socket, "data")) as [Buffer];
    expect(answer.toString()).toContain("404 Not Found");
    socket.destroy();
  }
  expect(await upgradeStatus({ cookie: device(chain).cookie, origin: server.url })).toBe(101);
});

test("a device has a few sockets and subscriptions, whatever it asks for; what ends makes room", async () => {
  const headers = { cookie: device(chain, 1).cookie, origin: server.url };
  const statuses = await Promise.all(Array.from({ length: 20 }, () => upgradeStatus(headers)));
  expect(statuses.toSorted((a, b) => a - b)).toEqual([...Array<number>(16).fill(101), ...Array<number>(4).fill(429)]);
  expect(await upgradeStatus({ ...headers, cookie: device(chain, 1, 1).cookie })).toBe(101);
  for (const socket of open.splice(0)) socket.terminate();
  await vi.waitFor(async () => expect(await upgradeStatus(headers)).toBe(101));
  const listener = await listen(headers.cookie);
  for (let id = 2; id <= 20; id += 1) {
    const subscribe = { id, method: "subscription", params: { path: "sync.live", input: { kinds: "poke" } } };
    listener.socket.send(JSON.stringify(subscribe));
  }
  const refused = () => listener.texts.filter((text) => text.includes("TOO_MANY_REQUESTS"));
  await vi.waitFor(() => expect(refused()).toHaveLength(4));
});

test("only listening can be asked over the socket", async () => {
  const listener = await listen(device(chain).cookie);
  listener.socket.send(
    JSON.stringify({ id: 2, method: "mutation", params: { path: "sync.push", input: { commands: [] } } }),
  );
  await vi.waitFor(() => expect(listener.texts.some((text) => text.includes("NOT_FOUND"))).toBe(true));
});

test("a change reaches the scope's sockets inline, and no socket of another store or organization", async () => {
  const canary = "canário-socket";
  const [mine, neighbour, stranger] = await Promise.all([
    listen(device(chain, 0).cookie),
    listen(device(chain, 1).cookie),
    listen(device(other).cookie),
  ]);
  await owner.query("UPDATE operator SET name = $2 WHERE $1 = ANY(store_ids)", [chain.stores[0]?.id, canary]);
  await owner.query(
    "UPDATE category SET name = $2 WHERE id = (SELECT id FROM category WHERE organization_id = $1 LIMIT 1)",
    [other.organizationId, `${canary} 2`],
  );
  await server.services.realtime.hub.wake();
  await vi.waitFor(() => expect(mine.texts.join()).toContain(canary));
  await vi.waitFor(() => expect(stranger.texts.join()).toContain(`${canary} 2`));
  expect(neighbour.texts.join()).not.toContain(canary);
  expect(mine.texts.join()).not.toContain(`${canary} 2`);
});

test("deltas chain: each begins where the one before it ended", async () => {
  const listener = await listen(device(chain).cookie);
  for (let n = 0; n < 5; n += 1) {
    await owner.query("UPDATE product SET popularity = $2 WHERE id = $1", [chain.productIds[0], n]);
    await server.services.realtime.hub.wake();
  }
  const deltas = listener.events.filter((event) => event.kind === "delta");
  await vi.waitFor(() => expect(listener.events.filter((event) => event.kind === "delta")).toHaveLength(5));
  for (const [index, delta] of deltas.entries()) if (index > 0) expect(delta.from).toBe(deltas[index - 1]?.to);
});

test("a listener on metered data is poked, not sent", async () => {
  const listener = await listen(device(chain).cookie, "poke");
  await owner.query("UPDATE product SET popularity = 77 WHERE id = $1", [chain.productIds[0]]);
  await server.services.realtime.hub.wake();
  await vi.waitFor(() => expect(listener.events.at(-1)).toMatchObject({ kind: "poke", scope: chain.organizationId }));
});

test("what is written behind the server's back is found by itself", async () => {
  const listener = await listen(device(chain).cookie);
  await owner.query("UPDATE product SET popularity = 5 WHERE id = $1", [chain.productIds[1]]);
  await vi.waitFor(() => expect(listener.events.at(-1)?.kind).toBe("delta"), { timeout: 3000 });
});

test("a revoked device loses its socket within five seconds, and its sister keeps hers", async () => {
  const [gone, stays] = await Promise.all([listen(device(chain, 0, 0).cookie), listen(device(chain, 0, 1).cookie)]);
  await owner.query("UPDATE device SET revoked_at = now() WHERE id = $1", [device(chain, 0, 0).id]);
  await vi.waitFor(() => expect(gone.closed).not.toBeNull(), { timeout: 5000 });
  expect(gone.events.at(-1)).toEqual({ kind: "goodbye", code: "DEVICE_REVOKED" });
  expect(stays.closed).toBeNull();
  expect(await upgradeStatus({ cookie: device(chain, 0, 0).cookie, origin: server.url })).toBe(401);
});

test("a revocation is found also when the database was away while it happened", async () => {
  const { id, cookie } = device(chain, 0, 1);
  const gone = await listen(cookie);
  const { pool } = server.services.connection;
  const away = vi.spyOn(pool, "query").mockImplementation(() => {
    throw new Error("connection lost");
  });
  // As long ago as a look reaches back, and then a little longer until the next one.
  await owner.query("UPDATE device SET revoked_at = now() - interval '9.9 seconds' WHERE id = $1", [id]);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  away.mockRestore();
  await vi.waitFor(() => expect(gone.closed).not.toBeNull(), { timeout: 5000 });
});

test("a tablet whose place another browser took over another node loses its socket, and the new one keeps its own", async () => {
  const { id, cookie } = device(chain, 1, 0);
  const replaced = await listen(cookie);
  const token = createDeviceToken();
  await owner.query("UPDATE device SET token_hash = $2, enrolled_at = now() WHERE id = $1", [
    id,
    hashDeviceToken(token),
  ]);
  const taken = await listen(`${deviceCookie}=${token}`);
  await vi.waitFor(() => expect(replaced.closed).not.toBeNull(), { timeout: 5000 });
  expect(replaced.events.at(-1)).toEqual({ kind: "goodbye", code: "DEVICE_NOT_ENROLLED" });
  expect(await upgradeStatus({ cookie, origin: server.url })).toBe(401);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(taken.closed).toBeNull();
});

test("a tablet whose place another browser took loses its socket at once", async () => {
  const { id, cookie } = device(chain, 1, 1);
  const replaced = await listen(cookie);
  const person = await signIn(server.url, chain.people.administrator);
  const place = { storeId: chain.stores[1]?.id, name: "Caixa nova", deviceId: id };
  expect((await person.mutate("identity.enrolDevice", place)).code).toBeNull();
  await vi.waitFor(() => expect(replaced.closed).not.toBeNull());
  expect(replaced.events.at(-1)).toEqual({ kind: "goodbye", code: "DEVICE_NOT_ENROLLED" });
});
