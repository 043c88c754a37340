import { expect, test } from "vitest";
import { memoryPorts, testIdentity, testSchema } from "../testing/memory-ports.ts";
import { Connection } from "./connection.ts";
import { type PullReply, type Transport, TransportError } from "./ports.ts";
import { Reader } from "./reader.ts";

/** A reader whose timers are counted and run by hand. */
async function readerWith(pull: Transport["pull"]) {
  const timers: { readonly at: number; readonly work: () => void; cancelled: boolean }[] = [];
  const { ports, seed } = memoryPorts({ pull });
  const cursor = { epoch: "e", schema: testSchema.version, scopes: { store: "1:1:", organization: "1:1:" } };
  await seed({ meta: [{ key: "cursor", value: cursor }] });
  const connection = new Connection({
    onChange: () => undefined,
    onHalfOpen: () => undefined,
    onTrouble: () => undefined,
  });
  const clock = {
    now: () => 0,
    after: (at: number, work: () => void) => {
      const timer = { at, work, cancelled: false };
      timers.push(timer);
      return () => {
        timer.cancelled = true;
      };
    },
  };
  const reader = new Reader({
    ports: { ...ports, clock },
    schema: testSchema,
    connection,
    identity: () => testIdentity,
    mayWork: () => true,
    surroundings: () => ({ visible: true, sparing: false }),
    onLoading: () => undefined,
    onLoaded: () => undefined,
  });
  connection.event("socket-ready");
  return { reader, connection, waiting: () => timers.filter((timer) => !timer.cancelled) };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

test("a pull that failed is tried again, though commands of our own are decided meanwhile", async () => {
  const replies: (PullReply | Error)[] = [new TransportError("busy", "UNAVAILABLE"), { kind: "not-modified" }];
  const { reader, connection, waiting } = await readerWith(async () => {
    const reply = replies.shift();
    if (reply === undefined || reply instanceof Error) throw reply ?? new Error("asked too often");
    return reply;
  });
  // A poke: what it told of was not fetched.
  reader.pullNow();
  await settle();
  expect([connection.state, waiting().length]).toEqual(["live", 1]);
  reader.expectEcho();
  for (const timer of waiting()) timer.work();
  await settle();
  expect(replies).toEqual([]);
});

test("a server that asked for a pause is not asked again for each of its pokes, but once the pause is over", async () => {
  let asked = 0;
  const { reader, waiting } = await readerWith(async () => {
    asked += 1;
    throw new TransportError("busy", "TOO_MANY_REQUESTS", 60_000);
  });
  const poke = (n: number) => reader.hear([{ scope: "store", to: `${n}:${n}:`, epoch: null }]);
  poke(2);
  await settle();
  const [first] = waiting();
  for (let n = 3; n < 50; n += 1) {
    poke(n);
    reader.take({ kind: "delta", scope: "store", from: `${n}:${n}:`, to: `${n + 1}:${n + 1}:`, body: "" });
    await settle();
  }
  expect(asked).toBe(1);
  // The pause does not begin anew with each of them.
  expect(waiting()).toEqual([first]);
  expect(first?.at).toBeGreaterThanOrEqual(60_000);
  first?.work();
  await settle();
  expect(asked).toBe(2);
});
