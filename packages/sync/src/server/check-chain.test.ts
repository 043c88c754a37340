import fc from "fast-check";
import { expect, test } from "vitest";
import { keyText, type OfferedKey, type Sealed } from "../chain.ts";
import { seal } from "../client/seal.ts";
import { submit } from "../client/submit.ts";
import type { OutboxEntry } from "../client/local-schema.ts";
import { withDecided } from "../decided.ts";
import { randomFrom } from "../simulation/random.ts";
import { simulatedSigner, verifySimulated } from "../simulation/signer.ts";
import { memoryPorts, testSchema } from "../testing/memory-ports.ts";
import { checkChain, type Fault, type KnownChain } from "./check-chain.ts";

/** Commands as an honest device seals them, and its key. */
async function sealedCommands(count: number): Promise<{ commands: readonly Sealed[]; keys: readonly OfferedKey[] }> {
  const { ports, store, seed } = memoryPorts();
  await seed();
  const signer = simulatedSigner(randomFrom("chain"));
  // The key is made before anything is sold, as at enrolment.
  await store.write(["meta"], async (tx) => {
    const { publicKey, handle } = await signer.createKey();
    const id = await signer.hash(keyText(publicKey));
    await tx.putMany("meta", [{ key: "signingKey", value: { id, publicKey, handle, since: 0 } }]);
  });
  for (let n = 1; n <= count; n += 1) {
    await submit(ports, testSchema, { name: "a.b", operatorId: "o", build: () => ({ args: n, effect: [] }) });
  }
  const { entries, keys } = await seal({ ...ports, signer }, store.dump("outbox") as readonly OutboxEntry[]);
  return { commands: entries.map(({ command }) => command as unknown as Sealed), keys };
}

/** The same commands as a device seals them that has lost its database, and its key with it. `since`: where its new one begins. */
async function sealedAgain(commands: readonly Sealed[], since: number) {
  const { ports, store, seed } = memoryPorts();
  await seed();
  const signer = simulatedSigner(randomFrom(`again ${since}`));
  await store.write(["meta", "outbox"], async (tx) => {
    const { publicKey, handle } = await signer.createKey();
    const id = await signer.hash(keyText(publicKey));
    await tx.putMany("meta", [{ key: "signingKey", value: { id, publicKey, handle, since } }]);
    const bare = commands.map((command) => ({ ...command, previousHash: null, signature: null }));
    await tx.putMany(
      "outbox",
      bare.map((command) => ({ id: command.id, sequence: command.sequence, status: "queued", command })),
    );
  });
  const { entries, keys } = await seal({ ...ports, signer }, store.dump("outbox") as readonly OutboxEntry[]);
  return { commands: entries.map(({ command }) => command as unknown as Sealed), keys };
}

/** A server in memory that hears pushes one after another. */
async function hear(pushes: readonly (readonly Sealed[])[], keys: readonly OfferedKey[]) {
  let known: KnownChain = { keys: new Map(), links: [], arrived: [], decided: [], places: new Map(), gaps: [] };
  const faults: Fault[] = [];
  for (const push of pushes) {
    const news = await checkChain(known, verifySimulated, push, keys, []);
    faults.push(...news.faults);
    const found = news.faults.flatMap(({ commandId, sequence, missing }) =>
      missing === null ? [] : [{ id: commandId, commandId, sequence, ...missing }],
    );
    known = {
      ...known,
      keys: new Map([...known.keys, ...news.keys]),
      links: [...known.links, ...news.links],
      places: new Map([...known.places, ...push.map(({ sequence, id }) => [sequence, [id]] as const)]),
      arrived: withDecided(known.arrived, news.arrived),
      gaps: [...known.gaps.filter(({ id }) => !news.healed.includes(id)), ...found],
    };
  }
  return { faults, gaps: known.gaps };
}

/** Splits commands into pushes of the sizes given, each sent once or twice. */
function split(commands: readonly Sealed[], sizes: readonly number[]): Sealed[][] {
  const pushes: Sealed[][] = [];
  let at = 0;
  for (let n = 0; at < commands.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1;
    const push = commands.slice(at, at + size);
    pushes.push(push);
    if (size % 2 === 0) pushes.push(push);
    at += size;
  }
  return pushes;
}

const count = 8;
const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 8 });
const place = fc.integer({ min: 1, max: count - 2 });

test("an honest chain has no fault, in whatever pushes it comes and however often", async () => {
  const { commands, keys } = await sealedCommands(count);
  await fc.assert(
    fc.asyncProperty(sizes, async (cut) => {
      expect(await hear(split(commands, cut), keys)).toEqual({ faults: [], gaps: [] });
    }),
  );
});

type Tamper = (commands: readonly Sealed[], at: number) => readonly Sealed[];

const other = "11111111-1111-7111-8111-111111111111";

test.each<[string, Tamper]>([
  ["lost", (commands, at) => commands.toSpliced(at, 1)],
  ["edited", (commands, at) => commands.with(at, { ...(commands[at] as Sealed), args: "more" })],
  ["doubled under another id", (commands, at) => commands.toSpliced(at, 0, { ...(commands[at] as Sealed), id: other })],
  [
    "given the place of another",
    (commands, at) =>
      commands.with(at, { ...(commands[at] as Sealed), sequence: (commands[at + 1] as Sealed).sequence }),
  ],
  [
    "stripped of its seal",
    (commands, at) => commands.with(at, { ...(commands[at] as Sealed), previousHash: null, signature: null }),
  ],
  [
    "given another's seal",
    (commands, at) => commands.with(at, { ...(commands[at] as Sealed), signature: (commands[0] as Sealed).signature }),
  ],
])("a command that is %s is reported, wherever it stands", async (_, tamper) => {
  const { commands, keys } = await sealedCommands(count);
  await fc.assert(
    fc.asyncProperty(sizes, place, async (cut, at) => {
      const { faults } = await hear(split(tamper(commands, at), cut), keys);
      expect(faults.length).toBeGreaterThan(0);
    }),
  );
});

test("a command that comes before the one it follows is reported, and nothing is missing in the end", async () => {
  const { commands, keys } = await sealedCommands(count);
  await fc.assert(
    fc.asyncProperty(place, async (at) => {
      const swapped = commands.with(at, commands[at + 1] as Sealed).with(at + 1, commands[at] as Sealed);
      const { faults, gaps } = await hear(
        swapped.map((command) => [command]),
        keys,
      );
      expect(faults.map(({ kind }) => kind)).toContain("gap");
      expect(gaps).toEqual([]);
    }),
  );
});

test("a gap closes when what is missing comes under a key that was made since; the hash that it names never will", async () => {
  const { commands, keys } = await sealedCommands(count);
  // A restored server has lost the third to the fifth, and hears of the sixth before the tablet loses its database.
  const told = [commands.slice(0, 2), commands.slice(5)];
  const lost = commands.slice(2, 5);
  const again = await sealedAgain(lost, count + 100);
  const heard = (came: readonly Sealed[]) => hear([...told, came], [...keys, ...again.keys]);
  expect(await heard(again.commands)).toMatchObject({ faults: [{ kind: "gap", sequence: 6 }], gaps: [] });
  // Not before all of it is there.
  const sixth = expect.objectContaining({ sequence: 6 }) as object;
  expect((await heard(again.commands.slice(1))).gaps).toContainEqual(sixth);
});

test("a gap stays open when what is said to be missing comes under a key that was there before", async () => {
  const { commands, keys } = await sealedCommands(count);
  const again = await sealedAgain(commands.slice(2, 5), 0);
  const { gaps } = await hear([commands.slice(0, 2), commands.slice(5), again.commands], [...keys, ...again.keys]);
  expect(gaps).toMatchObject([{ sequence: 6 }]);
});
