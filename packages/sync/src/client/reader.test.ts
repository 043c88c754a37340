import { expect, test } from "vitest";
import { memoryPorts, testIdentity, testSchema } from "../testing/memory-ports.ts";
import { Connection } from "./connection.ts";
import { type PullReply, TransportError } from "./ports.ts";
import { Reader } from "./reader.ts";

test("a pull that failed is tried again, though commands of our own are decided meanwhile", async () => {
  const replies: (PullReply | Error)[] = [new TransportError("busy", "UNAVAILABLE"), { kind: "not-modified" }];
  const timers: { readonly at: number; readonly work: () => void; cancelled: boolean }[] = [];
  const { ports, seed } = memoryPorts({
    pull: async () => {
      const reply = replies.shift();
      if (reply === undefined || reply instanceof Error) throw reply ?? new Error("asked too often");
      return reply;
    },
  });
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
  const waiting = () => timers.filter((timer) => !timer.cancelled);
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
  // A poke: what it told of was not fetched.
  reader.pullNow();
  await settle();
  expect([connection.state, waiting().length]).toEqual(["live", 1]);
  reader.expectEcho();
  for (const timer of waiting()) timer.work();
  await settle();
  expect(replies).toEqual([]);
});
