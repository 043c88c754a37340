import { expect, test } from "vitest";
import type { Command, CommandResult } from "../protocol.ts";
import { randomFrom } from "../simulation/random.ts";
import { simulatedSigner } from "../simulation/signer.ts";
import { memoryPorts, testSchema } from "../testing/memory-ports.ts";
import { drain, PushSize } from "./drain.ts";
import type { OutboxEntry, PendingOp } from "./local-schema.ts";
import { RestoredError, TransportError } from "./ports.ts";
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

test("when the server's database was restored, what it may have lost goes before what waits", async () => {
  let epoch = "first";
  const taken: string[] = [];
  const { ports, store, seed } = memoryPorts({
    push: async (commands, _, sentIn) => {
      if (sentIn !== epoch) throw new RestoredError(epoch);
      taken.push(...commands.map(({ args }) => JSON.stringify(args)));
      return commands.map(({ id, args }) =>
        args === "wrong"
          ? { id, outcome: "rejected", code: "STALE", details: null }
          : { id, outcome: "applied", result: null },
      );
    },
  });
  await seed({ meta: [{ key: "sentIn", value: epoch }] });
  const make = (args: string) =>
    submit(ports, testSchema, { name: "a.b", operatorId: "o", build: () => ({ args, effect: [] }) });
  await make("open");
  await make("wrong");
  await drain(ports, testSchema);
  await make("close");
  epoch = "second";
  taken.length = 0;
  await drain(ports, testSchema);
  expect(taken).toEqual(['"open"', '"wrong"', '"close"']);
  expect((store.dump("outbox") as OutboxEntry[]).map(({ status }) => status)).toEqual([
    "settled",
    "rejected",
    "settled",
  ]);
});

test("servers that do not agree on the life of their database are not asked round and round", async () => {
  let asked = 0;
  const { ports, seed } = memoryPorts({
    push: async () => {
      asked += 1;
      throw new RestoredError(String(asked));
    },
  });
  await seed();
  await submit(ports, testSchema, { name: "a.b", operatorId: "o", build: () => ({ args: null, effect: [] }) });
  await expect(drain(ports, testSchema)).rejects.toThrow("DATABASE_RESTORED");
  expect(asked).toBe(2);
});

test("an answer from a life of the database that is over says nothing: its commands are sent again", async () => {
  const taken: string[] = [];
  let epoch = "first";
  const { ports, store, seed } = memoryPorts({
    push: async (commands) => {
      taken.push(epoch);
      // While this answer is on its way, the first copy of another life arrives.
      if (epoch === "first") await seed({ meta: [{ key: "sentIn", value: "second" }] });
      return applied(commands);
    },
    epoch: () => {
      const [answered] = taken.slice(-1);
      epoch = "second";
      return answered ?? "";
    },
  });
  await seed({ meta: [{ key: "sentIn", value: epoch }] });
  await submit(ports, testSchema, { name: "a.b", operatorId: "o", build: () => ({ args: null, effect: [] }) });
  expect(await drain(ports, testSchema)).toEqual({ decided: 1 });
  expect(taken).toEqual(["first", "second"]);
  expect((store.dump("outbox") as OutboxEntry[]).map(({ status }) => status)).toEqual(["settled"]);
});

test("a command that stays put off keeps nothing behind it from being forgotten", async () => {
  const { ports, store, seed } = memoryPorts({
    push: async (commands) =>
      commands.map(({ id, name }) =>
        name === "new.one"
          ? { id, outcome: "later", code: "COMMAND_UNKNOWN" }
          : { id, outcome: "applied", result: null },
      ),
  });
  await seed();
  const sell = (name: string) =>
    submit(ports, testSchema, {
      name,
      operatorId: "operator",
      build: ({ id }) => ({ args: null, effect: [{ table: "level", row: id, do: "put", value: { id } }] }),
    });
  const shows = await sell("new.one");
  for (let n = 0; n < 250; n += 1) await sell("old.one");
  await drain(ports, testSchema);
  expect(store.dump("outbox")).toHaveLength(251);
  // The server's rows have come with all that it has decided.
  await ports.store.write(["pending"], async (tx) => {
    const ops = (await tx.range("pending", ":id", [shows.sequence + 1, 0], [1_000, 0])) as readonly PendingOp[];
    await tx.deleteMany(
      "pending",
      ops.map(({ sequence, order }) => [sequence, order]),
    );
  });
  await sell("old.one");
  await drain(ports, testSchema);
  expect(store.dump("outbox")).toHaveLength(201);
});

test("what the journal calls settled is sent again when nobody knows any more in which life of the database it was", async () => {
  const pushed: (readonly [life: string | null, id: string, isSealed: boolean])[] = [];
  const { ports, store, seed } = memoryPorts({
    push: async (commands, _keys, sentIn) => {
      pushed.push(...commands.map(({ id, signature }) => [sentIn, id, signature !== null] as const));
      if (sentIn !== null && sentIn !== "life") throw new RestoredError("life");
      return commands.map(({ id }) => ({ id, outcome: "applied" as const, result: null }));
    },
  });
  await seed();
  const draft = { name: "a.b", operatorId: "o", build: () => ({ args: null, effect: [] }) };
  const settled = await submit(ports, testSchema, draft);
  const waiting = await submit(ports, testSchema, draft);
  await ports.store.write(["outbox"], async (tx) => {
    const [entry] = (await tx.getMany("outbox", [settled.id])) as readonly OutboxEntry[];
    await tx.putMany("outbox", [{ ...entry!, status: "settled" }]);
  });
  const signing = { ...ports, signer: simulatedSigner(randomFrom("drain")) };
  await drain(signing, testSchema);
  await drain(signing, testSchema);
  // What is refused for the life that it names has no seal yet: it would stand before what goes first.
  expect(pushed).toEqual([
    ["forgotten", waiting.id, false],
    ["life", settled.id, true],
    ["life", waiting.id, true],
  ]);
  expect((store.dump("outbox") as OutboxEntry[]).map(({ status }) => status)).toEqual(["settled", "settled"]);
});
