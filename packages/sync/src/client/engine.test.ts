import { expect, test, vi } from "vitest";
import { memoryPorts, testSchema } from "../testing/memory-ports.ts";
import { Engine, type EngineOptions } from "./engine.ts";
import type { OutboxEntry } from "./local-schema.ts";
import { type LiveHandlers, TransportError } from "./ports.ts";
import { submit } from "./submit.ts";

/** Real time in which nothing takes longer than five milliseconds. */
const shortClock = {
  now: () => 0,
  after: (milliseconds: number, work: () => void) => {
    const timer = setTimeout(work, Math.min(milliseconds, 5));
    return () => clearTimeout(timer);
  },
};

const quiet: EngineOptions = {
  schema: testSchema,
  surroundings: () => ({ visible: true, sparing: false }),
  onStatus: () => undefined,
  onTrouble: (error) => {
    throw error;
  },
};

const cursor = { epoch: "e", schema: testSchema.version, scopes: { store: "1:1:", organization: "1:1:" } };

test("an app that is too old to read what the server has sends what it sells all the same", async () => {
  const pushed: string[] = [];
  const { ports, store, seed } = memoryPorts({
    manifest: () => Promise.reject(new TransportError("version", "VERSION_BLOCKED")),
    push: async (commands) => {
      pushed.push(...commands.map(({ name }) => name));
      return commands.map(({ id }) => ({ id, outcome: "applied", result: null }));
    },
  });
  await seed();
  const engine = new Engine({ ...ports, clock: shortClock }, quiet);
  await engine.start();
  await vi.waitFor(() => expect(engine.status).toMatchObject({ connectivity: "blocked-by-version" }));
  await submit(ports, testSchema, { name: "sold.then", operatorId: "o", build: () => ({ args: null, effect: [] }) });
  engine.commandMade();
  await vi.waitFor(() => expect(store.dump("outbox")).toMatchObject([{ status: "settled" }]));
  expect(pushed).toEqual(["sold.then"]);
  const blocked = { connectivity: "blocked-by-version", code: "VERSION_BLOCKED" };
  await vi.waitFor(() => expect(engine.status).toMatchObject(blocked));
  await engine.stop();
});

test("what the server put off is asked for again when the socket comes back: it may have been updated since", async () => {
  let knows = false;
  let asked = 0;
  const sockets: LiveHandlers[] = [];
  const { ports, store, seed } = memoryPorts({
    pull: async () => ({ kind: "not-modified" }),
    push: async (commands) => {
      asked += 1;
      return commands.map(({ id }) =>
        knows ? { id, outcome: "applied", result: null } : { id, outcome: "later", code: "COMMAND_UNKNOWN" },
      );
    },
    live: (handlers) => {
      sockets.push(handlers);
      return () => undefined;
    },
  });
  await seed({ meta: [{ key: "cursor", value: cursor }] });
  const engine = new Engine({ ...ports, clock: shortClock }, quiet);
  const statuses = () => (store.dump("outbox") as OutboxEntry[]).map((entry) => entry.status);
  await engine.start();
  sockets[0]?.onEvent({ kind: "ready", epoch: "e", scopes: {} });
  await submit(ports, testSchema, { name: "new.one", operatorId: "o", build: () => ({ args: null, effect: [] }) });
  engine.commandMade();
  await vi.waitFor(() => expect(statuses()).toEqual(["later"]));
  // Nothing is asked twice while nothing has changed.
  engine.commandMade();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toBe(1);
  knows = true;
  sockets[0]?.onEnd();
  await vi.waitFor(() => expect(sockets).toHaveLength(2));
  sockets[1]?.onEvent({ kind: "ready", epoch: "e", scopes: {} });
  await vi.waitFor(() => expect(statuses()).toEqual(["settled"]));
  await engine.stop();
});

test("a server of another version is sent what waits, and is read again once it speaks this one", async () => {
  let speaks = false;
  const pushed: string[] = [];
  const { ports, seed } = memoryPorts({
    pull: () =>
      speaks ? Promise.resolve({ kind: "not-modified" }) : Promise.reject(new TransportError("version", "V")),
    push: async (commands) => {
      pushed.push(...commands.map(({ id }) => id));
      return commands.map(({ id }) => ({ id, outcome: "applied", result: null }));
    },
  });
  await seed({ meta: [{ key: "cursor", value: cursor }] });
  const engine = new Engine({ ...ports, clock: shortClock }, quiet);
  await engine.start();
  await vi.waitFor(() => expect(engine.status.connectivity).toBe("blocked-by-version"));
  const draft = { name: "new.one", operatorId: "o", build: () => ({ args: null, effect: [] }) };
  const { id } = await submit(ports, testSchema, draft);
  engine.commandMade();
  await vi.waitFor(() => expect(pushed).toEqual([id]));
  speaks = true;
  await vi.waitFor(() => expect(engine.status.connectivity).toBe("polling"));
  await engine.stop();
});

test("a device that the server refused asks again later, and sends what waits once it is welcome", async () => {
  let welcome = false;
  const pushed: string[] = [];
  const refused = () => Promise.reject(new TransportError("refused", "DEVICE_REVOKED"));
  const { ports, seed } = memoryPorts({
    pull: () => (welcome ? Promise.resolve({ kind: "not-modified" }) : refused()),
    push: async (commands) => {
      if (!welcome) return refused();
      pushed.push(...commands.map(({ id }) => id));
      return commands.map(({ id }) => ({ id, outcome: "applied", result: null }));
    },
  });
  await seed({ meta: [{ key: "cursor", value: cursor }] });
  const draft = { name: "new.one", operatorId: "o", build: () => ({ args: null, effect: [] }) };
  const { id } = await submit(ports, testSchema, draft);
  const waits: number[] = [];
  const clock = {
    ...shortClock,
    after: (milliseconds: number, work: () => void) => {
      waits.push(milliseconds);
      return shortClock.after(milliseconds, work);
    },
  };
  const engine = new Engine({ ...ports, clock, random: () => 0.5 }, quiet);
  await engine.start();
  await vi.waitFor(() => expect(engine.status).toMatchObject({ connectivity: "signed-out", code: "DEVICE_REVOKED" }));
  // Within five to ten minutes.
  expect(waits).toContain(7.5 * 60_000);
  welcome = true;
  await vi.waitFor(() => expect(pushed).toEqual([id]));
  expect(engine.status.connectivity).toBe("polling");
  await engine.stop();
});

test("an engine that was stopped asks nobody again, although it is refused only then", async () => {
  const answer = Promise.withResolvers<never>();
  const asked: number[] = [];
  const clock = {
    now: () => 0,
    after: (milliseconds: number, work: () => void) => {
      asked.push(milliseconds);
      return shortClock.after(milliseconds, work);
    },
  };
  const { ports, seed } = memoryPorts({ pull: () => answer.promise });
  await seed({ meta: [{ key: "cursor", value: cursor }] });
  const engine = new Engine({ ...ports, clock }, quiet);
  await engine.start();
  await new Promise((resolve) => setTimeout(resolve, 5));
  const stopped = engine.stop();
  asked.length = 0;
  answer.reject(new TransportError("refused", "DEVICE_REVOKED"));
  await stopped;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toEqual([]);
});
