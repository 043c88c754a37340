import { once } from "node:events";
import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { seedTestChain, type TestChain } from "@balcao/db/testing/seed-test-chain";
import { createTestDatabase, type TestDatabase } from "@balcao/db/testing/test-database";
import { open } from "@balcao/db/testing/test-server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { WebSocket } from "ws";
import { serveTest } from "./testing/serve-test.ts";

let database: TestDatabase;
let chain: TestChain;

beforeAll(async () => {
  database = await createTestDatabase();
  chain = await seedTestChain(database.url);
});
afterAll(() => database.drop());

const portOf = (url: string) => Number(new URL(url).port);

async function connections(): Promise<number> {
  await using client = await open(database.url);
  const { rows } = await client.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'balcao'",
  );
  return rows[0]?.count ?? -1;
}

/** Holds every request to the database at a lock, until the answer is awaited. */
async function hold() {
  const client = await open(database.url);
  await client.query("BEGIN; LOCK TABLE device IN ACCESS EXCLUSIVE MODE");
  return { release: () => client.end() };
}

test("stopping finishes the request in progress, and takes no new one", async () => {
  const server = await serveTest(database.url);
  const cookie = chain.stores[0]?.devices[0]?.cookie ?? "";
  const lock = await hold();
  const running = fetch(`${server.url}/api/trpc/identity.whoAmI`, { headers: { cookie } });
  await sleep(200);
  const closed = server.close();
  await sleep(100);
  await expect(fetch(`${server.url}/health`)).rejects.toThrow();
  await lock.release();
  expect((await running).status).toBe(200);
  await closed;
  expect(await connections()).toBe(0);
});

test("while it stops, a connection that is kept alive hears that it is not ready", async () => {
  const server = await serveTest(database.url);
  const socket = net.connect(portOf(server.url), "127.0.0.1");
  const cookie = chain.stores[0]?.devices[0]?.cookie ?? "";
  const lock = await hold();
  socket.write(`GET /api/trpc/identity.whoAmI HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`);
  await sleep(200);
  const closed = server.close();
  socket.write("GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n");
  let text = "";
  socket.on("data", (data) => {
    text += data.toString();
  });
  await lock.release();
  await once(socket, "close");
  await closed;
  expect(text).toMatch(/HTTP\/1\.1 200/);
  expect(text).not.toContain('"ready":true');
});

test("an open socket is told that the server goes away", async () => {
  const server = await serveTest(database.url);
  const socket = new WebSocket(`${server.url.replace("http", "ws")}/api/trpc`, {
    origin: server.url,
    headers: { cookie: chain.stores[0]?.devices[0]?.cookie ?? "" },
  });
  await once(socket, "open");
  const gone = once(socket, "close");
  await server.close();
  expect((await gone)[0]).toBe(1001);
});

test("an idle connection does not hold up the stop", async () => {
  const server = await serveTest(database.url);
  const socket = net.connect(portOf(server.url), "127.0.0.1");
  await once(socket, "connect");
  const started = performance.now();
  await server.close();
  expect(performance.now() - started).toBeLessThan(5000);
});

test("a second start on the same port fails before it touches the database", async () => {
  const server = await serveTest(database.url);
  let asked = false;
  const second = serveTest(database.url, {
    port: portOf(server.url),
    databaseUrl: async () => {
      asked = true;
      return database.url;
    },
  });
  await expect(second).rejects.toThrow("EADDRINUSE");
  expect(asked).toBe(false);
  await server.close();
});

test("until everything is ready, requests are answered with 503", async () => {
  const taken = net.createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as net.AddressInfo;
  await new Promise((resolve) => taken.close(resolve));
  let proceed: (url: string) => void = () => undefined;
  const starting = serveTest(database.url, {
    port,
    databaseUrl: () => new Promise<string>((resolve) => (proceed = resolve)),
  });
  await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/health`).catch(() => null))?.status).toBe(503);
  proceed(database.url);
  const server = await starting;
  expect((await fetch(`${server.url}/health`)).status).toBe(200);
  await server.close();
});

test("a start that fails gives the port back", async () => {
  const failing = serveTest(database.url, { databaseUrl: () => Promise.reject(new Error("no database")) });
  await expect(failing).rejects.toThrow("no database");
  expect(await connections()).toBe(0);
});

test("/health tells when the database is out of reach", async () => {
  const server = await serveTest(database.url);
  const dead = await serveTest(database.url);
  await dead.services.connection.pool.end();
  expect((await fetch(`${dead.url}/health`)).status).toBe(503);
  expect((await fetch(`${dead.url}/health/live`)).status).toBe(200);
  await server.close();
  dead.server.closeAllConnections();
  dead.server.close();
  await dead.services.realtime.stop();
});
