import { expect, test } from "vitest";
import type { Command, CommandResult } from "../protocol.ts";
import { memoryPorts, testSchema } from "../testing/memory-ports.ts";
import { drain, PushSize } from "./drain.ts";
import type { OutboxEntry } from "./local-schema.ts";
import { TransportError } from "./ports.ts";
import { submit } from "./submit.ts";

const applied = (commands: readonly Command[]): CommandResult[] =>
  commands.map(({ id }) => ({ id, outcome: "applied", result: null }));

/** A tablet with commands of so many letters each, and a server that answers as it is told. */
async function tablet(
  lengths: readonly number[],
  push: (commands: readonly Command[]) => CommandResult[],
  letter = "x",
) {
  const { ports, store, seed } = memoryPorts({
    push: async (commands) => push(commands),
  });
  await seed();
  for (const length of lengths) {
    const args = letter.repeat(length);
    await submit(ports, testSchema, { name: "a.b", operatorId: "operator", build: () => ({ args, effect: [] }) });
  }
  const statuses = () => (store.dump("outbox") as OutboxEntry[]).map((entry) => entry.status);
  const size = new PushSize();
  /** Tries again and again, as the pump does. */
  const drainAll = async () => {
    for (let tries = 0; tries < 10 && statuses().includes("queued"); tries += 1)
      await drain(ports, testSchema, { size }).catch(() => undefined);
  };
  return { ports, statuses, drainAll };
}

test("a push that does not come through goes in smaller pieces, until the queue moves on a slow line too", async () => {
  const { statuses, drainAll } = await tablet(
    Array.from({ length: 60 }, () => 10),
    (commands) => {
      if (commands.length > 20) throw new TransportError("unreachable", "UNAVAILABLE");
      return applied(commands);
    },
  );
  await drainAll();
  expect(new Set(statuses())).toEqual(new Set(["settled"]));
});

test("a command that is too large for the way to the server stops none behind it", async () => {
  const { statuses, drainAll } = await tablet([10, 5000, 10, 10], (commands) => {
    if (JSON.stringify(commands).length > 4000) throw new TransportError("failed", "TOO_LARGE");
    return applied(commands);
  });
  await drainAll();
  expect(statuses()).toEqual(["settled", "later", "settled", "settled"]);
});

test("a push holds no more bytes than the server takes, whatever the letters", async () => {
  const bodies: number[] = [];
  const { ports, statuses } = await tablet(
    Array.from({ length: 100 }, () => 9000),
    (commands) => {
      bodies.push(new TextEncoder().encode(JSON.stringify({ commands })).byteLength);
      return applied(commands);
    },
    "漢",
  );
  await drain(ports, testSchema);
  expect(new Set(statuses())).toEqual(new Set(["settled"]));
  expect(Math.max(...bodies)).toBeLessThan(1024 * 1024);
});
