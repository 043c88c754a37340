import { expect, test } from "vitest";
import type { LiveEvent } from "../protocol.ts";
import { Hub, type Subscriber } from "./hub.ts";
import type { Feed, TickChange } from "./ports.ts";
import { Watermarks } from "./watermarks.ts";

const scope = { id: "s", organizationId: "o" };

/** A feed whose ticks are dealt by hand: each call of `change` is a transaction. */
function handFeed() {
  let xid = 10;
  let news: TickChange[] = [];
  let loads = 0;
  const feed: Feed = {
    within: () => Promise.reject(new Error("not asked")),
    beginning: () => Promise.reject(new Error("not asked")),
    tick: async (_scopes, _since, limit, work) => {
      const changes = news;
      news = [];
      return work({
        now: `${xid}:${xid}:`,
        changedScopes: [...new Set(changes.map((change) => change.scope))],
        changes: changes.length > limit ? null : changes,
        load: async (_, wanted) => {
          loads += 1;
          return {
            changes: wanted.map(({ table, rowId }) => ({ table, rowId, json: `{"id":"${rowId}"}`, xid: "1" })),
            decided: {},
            checksum: { rows: 0, sum: 0 },
          };
        },
      });
    },
  };
  return {
    feed,
    change: (count = 1) => {
      xid += 1;
      news = Array.from({ length: count }, (_, n) => ({
        scope: scope.id,
        table: "t",
        rowId: String(n),
        deleted: false,
        xid: "1",
      }));
    },
    loads: () => loads,
  };
}

function listener(backlog = () => 0): Subscriber & { readonly events: LiveEvent[]; closed: string | null } {
  const events: LiveEvent[] = [];
  const subscriber = {
    deviceId: "d",
    credential: "",
    scopes: [scope],
    inline: true,
    events,
    closed: null as string | null,
    send: (event: LiveEvent) => void events.push(event),
    backlog,
    close: (code: string) => {
      subscriber.closed = code;
    },
  };
  return subscriber;
}

test("a delta is read and encoded once, whoever listens", async () => {
  const { feed, change, loads } = handFeed();
  const hub = new Hub(feed, new Watermarks("10:10:"));
  const listeners = Array.from({ length: 50 }, () => listener());
  for (const one of listeners) hub.subscribe(one);
  change();
  await hub.wake();
  expect(loads()).toBe(1);
  const [first] = listeners;
  expect(first?.events).toMatchObject([{ kind: "delta", from: "10:10:", to: "11:11:" }]);
  // The very same object: encoded once.
  for (const one of listeners) expect(one.events[0]).toBe(first?.events[0]);
});

test("too much for one message travels as a poke", async () => {
  const { feed, change } = handFeed();
  const hub = new Hub(feed, new Watermarks("10:10:"), { tickRows: 2000 });
  const one = listener();
  hub.subscribe(one);
  for (const count of [501, 2001]) {
    change(count);
    await hub.wake();
  }
  expect(one.events).toEqual([
    { kind: "poke", scope: "s", to: expect.any(String) },
    { kind: "poke", scope: "s", to: expect.any(String) },
  ]);
});

test("a slow reader gets nothing until it has caught up, then one poke per scope", async () => {
  const { feed, change } = handFeed();
  const hub = new Hub(feed, new Watermarks("10:10:"));
  let backlog = 2_000_000;
  const slow = listener(() => backlog);
  const quick = listener();
  hub.subscribe(slow);
  hub.subscribe(quick);
  for (let n = 0; n < 5; n += 1) {
    change();
    await hub.wake();
  }
  expect(slow.events).toEqual([]);
  expect(quick.events).toHaveLength(5);
  backlog = 0;
  await hub.wake();
  expect(slow.events).toEqual([{ kind: "poke", scope: "s", to: expect.any(String) }]);
});

test("a reader that stays slow is closed", async () => {
  const { feed, change } = handFeed();
  let now = 0;
  const hub = new Hub(feed, new Watermarks("10:10:"), { now: () => now });
  const slow = listener(() => 2_000_000);
  hub.subscribe(slow);
  change();
  await hub.wake();
  now = 31_000;
  await hub.wake();
  expect(slow.closed).toBe("TOO_SLOW");
  expect(hub.size).toBe(0);
});

test("wakes during a tick cause one more tick, however many", async () => {
  const { feed, change } = handFeed();
  let ticks = 0;
  const hub = new Hub(feed, new Watermarks("10:10:"), { onTick: () => (ticks += 1) });
  hub.subscribe(listener());
  change();
  await Promise.all(Array.from({ length: 100 }, () => hub.wake()));
  expect(ticks).toBe(2);
});

test("a tick that fails advances nothing: the next one brings the same news", async () => {
  const { feed, change } = handFeed();
  let broken = true;
  const errors: unknown[] = [];
  const flaky: Feed = {
    ...feed,
    tick: (...args) => (broken ? Promise.reject(new Error("connection lost")) : feed.tick(...args)),
  };
  const watermarks = new Watermarks("10:10:");
  const hub = new Hub(flaky, watermarks, { onError: (error) => errors.push(error) });
  const one = listener();
  hub.subscribe(one);
  change();
  await hub.wake();
  expect([errors.length, watermarks.tick]).toEqual([1, "10:10:"]);
  broken = false;
  await hub.wake();
  expect(one.events).toHaveLength(1);
});

test("a scope that is first heard of while a tick looks at the others counts as changed at that tick", async () => {
  const { feed } = handFeed();
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  const slowly: Feed = {
    ...feed,
    // At "10:10:" the scope had not changed. What changed there since is not looked for, because it was not asked for.
    tick: async (_scopes, _since, _limit, work) => {
      ask();
      await answered;
      return work({
        now: "12:12:",
        changedScopes: [],
        changes: [],
        load: () => Promise.reject(new Error("not asked")),
      });
    },
  };
  const watermarks = new Watermarks("10:10:");
  const hub = new Hub(slowly, watermarks);
  watermarks.lastChanged("another");
  const tick = hub.wake();
  await asked;
  hub.subscribe(listener());
  answer();
  await tick;
  const behind = { epoch: "e", schema: "s", scopes: { s: "11:11:" } };
  expect(watermarks.isCurrent(behind)).toBe(false);
  expect(watermarks.lastChanged("s")).toBe("12:12:");
});
