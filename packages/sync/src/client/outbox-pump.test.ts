import { expect, test } from "vitest";
import { memoryPorts, testSchema } from "../testing/memory-ports.ts";
import { Connection } from "./connection.ts";
import { OutboxPump } from "./outbox-pump.ts";
import { TransportError } from "./ports.ts";
import { submit } from "./submit.ts";

test("a new command waits as long as the server asked after the last push; a person who looks does not", async () => {
  let pushes = 0;
  let timer: { readonly milliseconds: number; readonly work: () => void } | null = null;
  const { ports, seed } = memoryPorts({
    push: async () => {
      pushes += 1;
      throw new TransportError("busy", "TOO_MANY_REQUESTS", 30_000);
    },
  });
  await seed();
  const clock = {
    now: () => 0,
    after: (milliseconds: number, work: () => void) => {
      timer = { milliseconds, work };
      return () => {
        timer = null;
      };
    },
  };
  const connection = new Connection({
    onChange: () => undefined,
    onHalfOpen: () => undefined,
    onTrouble: () => undefined,
  });
  const options = { ports: { ...ports, clock }, schema: testSchema, connection, mayWork: () => true };
  const pump = new OutboxPump({ ...options, onDecided: () => undefined });
  const sell = async () => {
    await submit(ports, testSchema, { name: "a.b", operatorId: "o", build: () => ({ args: null, effect: [] }) });
    pump.soon();
  };
  const fire = async () => {
    timer?.work();
    await new Promise((resolve) => setTimeout(resolve, 5));
  };
  await sell();
  await fire();
  expect([pushes, timer]).toMatchObject([1, { milliseconds: 30_000 }]);
  await sell();
  expect(timer).toMatchObject({ milliseconds: 30_000 });
  pump.hurry();
  expect(timer).toMatchObject({ milliseconds: 0 });
});
