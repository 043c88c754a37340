import { expect, test } from "vitest";
import { keyText, linkText, type OfferedKey } from "../chain.ts";
import type { Command } from "../protocol.ts";
import { randomFrom } from "../simulation/random.ts";
import { simulatedSigner } from "../simulation/signer.ts";
import { memoryPorts, testIdentity, testSchema } from "../testing/memory-ports.ts";
import { drain } from "./drain.ts";
import { adoptIdentity } from "./enrol.ts";
import type { Ports, Signer } from "./ports.ts";
import { submit } from "./submit.ts";

interface Sent {
  readonly commands: readonly Command[];
  readonly keys: readonly OfferedKey[];
}

/** A device of which every push is kept; those for which `isLost` get no answer. */
async function device(signer: Signer, isLost: (push: number) => boolean = () => false) {
  const sent: Sent[] = [];
  const { ports, seed } = memoryPorts({
    push: async (commands, keys) => {
      sent.push({ commands, keys });
      if (isLost(sent.length)) throw new Error("no answer");
      return commands.map(({ id }) => ({ id, outcome: "applied", result: null }));
    },
  });
  await seed();
  const signing: Ports = { ...ports, signer };
  const make = () =>
    submit(signing, testSchema, {
      name: "a.b",
      operatorId: "operator",
      build: () => ({ args: { note: undefined as never, amount: 1 }, effect: [] }),
    });
  return { ports: signing, sent, make };
}

const signer = () => simulatedSigner(randomFrom("seal"));
const commandsOf = (sent: readonly Sent[]) => sent.flatMap(({ commands }) => commands);

test("making a command neither signs nor hashes: that waits until it is sent", async () => {
  const unused = () => Promise.reject(new Error("not on the way of a sale"));
  const { make } = await device({ createKey: unused, sign: unused, hash: unused });
  expect(await make()).toMatchObject({ previousHash: null, signature: null });
});

test("a command that is sent again is the same to the byte, although no two signatures are", async () => {
  const { ports, sent, make } = await device(signer(), (push) => push < 3);
  await make();
  for (let n = 0; n < 2; n += 1) await expect(drain(ports, testSchema)).rejects.toThrow("no answer");
  await make();
  await drain(ports, testSchema);
  const [first, second, third] = sent.map(({ commands }) => JSON.stringify(commands[0]));
  expect(first).toContain("signature");
  expect([second, third]).toEqual([first, first]);
  expect(sent[2]?.commands).toHaveLength(2);
});

test("each command names the one before it, across pushes, and the first its key", async () => {
  const signing = signer();
  const { ports, sent, make } = await device(signing);
  for (let n = 0; n < 3; n += 1) {
    await make();
    await make();
    await drain(ports, testSchema);
  }
  const [key] = sent[0]?.keys ?? [];
  let previous = await signing.hash(keyText(key?.publicKey as OfferedKey["publicKey"]));
  for (const command of commandsOf(sent)) {
    expect(command.previousHash).toBe(previous);
    previous = await signing.hash(linkText(JSON.parse(JSON.stringify(command)) as object));
  }
});

test("what an earlier key has signed stays as it is and its key goes along, what comes next has the new one", async () => {
  const signing = signer();
  const { ports, sent, make } = await device(signing, (push) => push === 1);
  await make();
  await expect(drain(ports, testSchema)).rejects.toThrow("no answer");
  await adoptIdentity(ports, testSchema, testIdentity, 0, await signing.createKey());
  await make();
  await drain(ports, testSchema);
  const [before, after] = sent as [Sent, Sent];
  expect(after.commands[0]).toEqual(before.commands[0]);
  expect(after.keys).toEqual([before.keys[0], { publicKey: expect.anything(), since: 1 }]);
});

test("a key goes along for as long as something that it signed waits, however many came after it", async () => {
  const signing = signer();
  const { ports, sent, make } = await device(signing, (push) => push === 1);
  await make();
  await expect(drain(ports, testSchema)).rejects.toThrow("no answer");
  for (let enrolled = 0; enrolled < 20; enrolled += 1)
    await adoptIdentity(ports, testSchema, testIdentity, 0, await signing.createKey());
  await drain(ports, testSchema);
  const [before, after] = sent as [Sent, Sent];
  expect(after.commands).toEqual(before.commands);
  expect(after.keys).toEqual(before.keys);
});

test("a key that signs no more is replaced, and a device that cannot sign at all sends all the same", async () => {
  const good = signer();
  let broken: "no" | "key" | "all" = "no";
  const handles = new Set<object>();
  const { ports, sent, make } = await device({
    ...good,
    createKey: async () => {
      if (broken === "all") throw new Error("no keys today");
      const key = await good.createKey();
      handles.add(key.handle);
      if (broken === "key") broken = "no";
      return key;
    },
    sign: (handle, text) => (broken === "no" ? good.sign(handle, text) : Promise.reject(new Error("cannot sign"))),
  });
  await make();
  await drain(ports, testSchema);
  broken = "key";
  await make();
  await drain(ports, testSchema);
  expect(handles.size).toBe(2);
  expect(sent[1]?.commands[0]?.signature).not.toBeNull();
  broken = "all";
  await make();
  expect(await drain(ports, testSchema)).toEqual({ decided: 1 });
  expect(sent[2]?.commands[0]?.signature).toBeNull();
});

test("the key that has just been replaced goes along with what it signed before", async () => {
  const good = signer();
  let signs = true;
  const fickle: Signer = {
    ...good,
    createKey: () => {
      signs = true;
      return good.createKey();
    },
    sign: (handle, text) => (signs ? good.sign(handle, text) : Promise.reject(new Error("cannot sign"))),
  };
  const { ports, sent, make } = await device(fickle, (push) => push === 1);
  await make();
  await expect(drain(ports, testSchema)).rejects.toThrow("no answer");
  signs = false;
  await make();
  await drain(ports, testSchema);
  const [before, after] = sent as [Sent, Sent];
  expect(after.commands).toHaveLength(2);
  expect(after.keys).toEqual([before.keys[0], { publicKey: expect.anything(), since: 2 }]);
});

test("what a browser made as another tablet is sent as it is, and has no place in the chain of the one it is now", async () => {
  const { ports, sent, make } = await device(signer());
  await make();
  await adoptIdentity(ports, testSchema, { ...testIdentity, deviceId: "another" }, 0, null);
  await make();
  await drain(ports, testSchema);
  const [before, after] = commandsOf(sent);
  expect(before).toMatchObject({ deviceId: testIdentity.deviceId, signature: null });
  expect(after).toMatchObject({ deviceId: "another", previousHash: expect.any(String) as string });
});
